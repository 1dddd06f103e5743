// Typed context from three providers. Try: curl -i localhost:3000/documents/plan -H 'authorization: Bearer ada' -X DELETE
import { endware, forbidden, notFound, type ProviderInput, provide, unauthorized } from '@endware/restapi'
import express, { Router } from 'express'

interface User {
  readonly name: string
  readonly canDelete: boolean
}
interface Document {
  readonly title: string
  readonly owner: string
}
const users = new Map<string, User>([
  ['Bearer ada', { name: 'ada', canDelete: true }],
  ['Bearer bob', { name: 'bob', canDelete: false }],
])
const documents = new Map<string, Document>([['plan', { title: 'The plan', owner: 'ada' }]])

const signedIn = provide(
  ({ headers }) => {
    const user = users.get(headers.authorization ?? '')
    return user === undefined ? unauthorized('sign in first').withHeader('WWW-Authenticate', 'Bearer') : { user }
  },
  { security: { bearer: [] }, responses: { 401: 'Sign in first' } },
)
const found = provide(async ({ params }) => {
  const document = documents.get(String(params.id))
  return document === undefined ? notFound('there is no such document') : { document }
})
const mayDelete = provide(({ context: { user, document } }: ProviderInput<{ user: User; document: Document }>) =>
  user.canDelete && user.name === document.owner ? undefined : forbidden('only its owner deletes a document'),
)

const api = endware()
const routes = api.routes(Router(), { use: [signedIn, found] })
routes.get('/documents/:id', ({ context }) => ({ title: context.document.title, reader: context.user.name }))
routes.delete('/documents/:id', { use: [mayDelete] }, ({ params }) => void documents.delete(params.id))

export const app = express().use(routes).use(api.fallback())
