import { endware, type HttpError, type ProviderInput, provide, securityScheme, unauthorized } from '@endware/restapi'
import { Router } from 'express'

// Checked by the compiler alone: what must compile does, and what must not does not.

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : `not equal: see the types`
function same<_Both extends true>(): void {}

interface User {
  readonly id: string
}
declare const users: { of(token: string): Promise<User | undefined> }

const bearer = securityScheme.bearer({
  async verify(token, { scopes }) {
    const user = await users.of(token)
    if (token === '') throw unauthorized()
    return user === undefined ? undefined : { user, scopes }
  },
})
const key = securityScheme.apiKey({
  in: 'header',
  name: 'X-API-Key',
  verify: (text): { client: string } | HttpError | false => text === 'k' && { client: 'till' },
})
const session = securityScheme.apiKey({ in: 'cookie', name: 'session', verify: (id) => ({ user: { id } }) })
const documented = securityScheme.oauth2({ flows: { clientCredentials: { tokenUrl: '/token', scopes: {} } } })
same<Equal<typeof documented extends { verify: undefined | ((...given: never) => unknown) } ? true : false, true>>()

const api = endware({ security: { bearer, key, session } })
const routes = api.routes(Router())

type Scopes = readonly string[]
interface Verified {
  readonly user: User
  readonly scopes: Scopes
}

routes.get('/', { security: { bearer: ['a'] } }, ({ context }) => {
  same<Equal<typeof context, { readonly user: User; readonly scopes: Scopes }>>()
  return context.user.id
})
api.endpoint({ security: { key: [] } }, ({ context }) => {
  same<Equal<typeof context, { readonly client: string }>>()
})
// All schemes of a requirement add their names.
routes.get('/', { security: { bearer: [], key: [] } }, ({ context }) => {
  same<Equal<typeof context, { readonly user: User; readonly scopes: Scopes; readonly client: string }>>()
})
// Of alternatives, one gives its names.
routes.get('/', { security: [{ bearer: [] }, { key: [] }] }, ({ context }) => {
  same<Equal<(typeof context)['client'], string | undefined>>()
  same<Equal<(typeof context)['user'], User | undefined>>()
  return context.client === undefined ? context.user.id : context.client
})
// A name that every alternative gives is always there.
routes.get('/', { security: [{ bearer: [] }, { session: [] }] }, ({ context }) => context.user.id)
// For an anonymous caller, all names are undefined.
routes.get('/', { security: [{ bearer: [] }, {}] }, ({ context }) => {
  // @ts-expect-error the caller may be anonymous
  const id = context.user.id
  return context.user?.id ?? id
})
// Without security there is no name.
routes.get('/', { security: [] }, ({ context }) => {
  // @ts-expect-error nothing is verified here
  return context.user
})
routes.get('/', {}, ({ context }) => {
  same<Equal<typeof context, Readonly<Record<never, never>>>>()
})
routes.get('/', ({ context }) => {
  same<Equal<typeof context, Readonly<Record<never, never>>>>()
})
endware()
  .routes(Router())
  .get('/', { security: { bearer: [] } }, ({ context }) => {
    same<Equal<typeof context, Readonly<Record<never, never>>>>()
  })

// Providers see what was verified, and add to it.
const orders = provide(({ context }: ProviderInput<{ user: User }>) => ({ orders: [context.user.id] }))
routes.get('/', { security: { bearer: [] }, use: [orders] }, ({ context }) => {
  same<Equal<(typeof context)['orders'], string[]>>()
  same<Equal<(typeof context)['user'], User>>()
})
// @ts-expect-error the provider needs a user, whom the key does not verify
routes.get('/', { security: { key: [] }, use: [orders] }, ({ context }) => context.orders)

// @ts-expect-error verify returns an object
securityScheme.bearer({ verify: () => 'ada' })
// @ts-expect-error scopes are a list or a set: text would be searched
securityScheme.bearer({ verify: () => ({ scopes: 'a b' }) })
// @ts-expect-error a place that does not exist
securityScheme.apiKey({ in: 'body', name: 'key' })

export type { Verified }
