import { endware, type ProviderInput, problemType, provide, status } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'

// Checked by the compiler alone: what must compile does, and what must not does not.

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : `not equal: see the types`
function same<_Both extends true>(): void {}

const api = endware()
const signedIn = provide(() => ({ user: { id: 'ann' } }))
const ofUser = provide(({ context }: ProviderInput<{ user: { id: string } }>) => ({ cart: context.user.id.length }))
const expired = problemType({ type: '/problems/expired', title: 'Expired', status: 409 })

// The context of the router is in each of its endpoints, and a provider of a contract may need it.
const routes = api.routes(Router(), { use: [signedIn], tags: ['a'] })
routes
  .get('/a', ({ context }) => {
    same<Equal<typeof context, { readonly user: { id: string } }>>()
  })
  .get('/b', { use: [ofUser] }, ({ context }) => {
    same<Equal<typeof context, { readonly user: { id: string }; readonly cart: number }>>()
  })
routes.use(api.routes(Router()))
// @ts-expect-error nobody gives a user
api.routes(Router()).get('/a', { use: [ofUser] }, () => 1)
// @ts-expect-error the same in defaults
api.routes(Router(), { use: [ofUser] })
// @ts-expect-error routers have no such default
api.routes(Router(), { uses: [signedIn] })

// Failures of the router are outcomes of each endpoint.
const failing = api.routes(Router(), {
  problems: [expired],
  responses: { 402: z.object({ price: z.number() }), 404: 'There is none' },
})
const one = { responses: { 200: z.string() } }
failing.get('/a', one, () => expired())
failing.get('/a', one, () => status(402, { price: 1 }))
failing.get('/a', one, () => 'a')
failing.get('/a', () => 'anything')
// @ts-expect-error the schema of the router is obeyed
failing.get('/a', one, () => status(402, { price: '1' }))
// @ts-expect-error the schema of the contract is obeyed as well
failing.get('/a', one, () => 1)
// @ts-expect-error this router declares nothing
routes.get('/a', one, () => expired())
