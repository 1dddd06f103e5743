import {
  type ContextOf,
  endware,
  type HttpError,
  type Middleware,
  notFound,
  type Provider,
  type ProviderInput,
  provide,
  type Result,
  status,
  unauthorized,
} from '@endware/restapi'
import cors from 'cors'
import { Router } from 'express'
import { z } from 'zod'

// Checked by the compiler alone: what must compile does, and what must not does not.

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : `not equal: see the types`
function same<_Both extends true>(): void {}

interface User {
  readonly id: string
  readonly roles: readonly string[]
}
interface Tenant {
  readonly name: string
}
declare const users: { of(token: string | undefined): Promise<User | undefined> }
declare const tenants: { of(name: string | undefined): Tenant }
const pass: Middleware = (_request, _response, next) => next()

const api = endware()
const routes = api.routes(Router())

// The names that a provider adds are those of the objects that it returns.
const signedIn = provide(
  async ({ headers }) => {
    const user = await users.of(headers.authorization)
    return user === undefined ? unauthorized('sign in first') : { user }
  },
  { security: { bearer: [] }, responses: { 401: 'Sign in first' } },
)
const ofTenant = provide(({ cookies }) => ({ tenant: tenants.of(cookies.tenant) }))
const administrator = provide(({ context }: ProviderInput<{ user: User }>) =>
  context.user.roles.includes('admin') ? { isAdministrator: true } : notFound(),
)
const maybe = provide(({ headers }) => (headers.dnt === '1' ? undefined : { visitor: headers.cookie ?? '' }))
const checking = provide(() => {
  if (Math.random() > 1) throw unauthorized()
})
const byResult = provide((): Result<string, 402> | HttpError | { plan: 'free' } => ({ plan: 'free' }))
same<Equal<ContextOf<readonly [typeof signedIn]>, { readonly user: User }>>()
same<Equal<ContextOf<readonly [typeof ofTenant]>, { readonly tenant: Tenant }>>()
same<Equal<ContextOf<readonly [typeof maybe]>, { readonly visitor?: string }>>()
same<Equal<ContextOf<readonly [typeof checking]>, Readonly<Record<never, never>>>>()
same<Equal<ContextOf<readonly [typeof byResult]>, { readonly plan: 'free' }>>()

// Three stacked providers beside ordinary middleware: the context is one flat object type.
routes.get('/a', { use: [cors(), signedIn, pass, ofTenant, administrator] }, ({ context }) => {
  same<Equal<typeof context, { readonly user: User; readonly tenant: Tenant; readonly isAdministrator: boolean }>>()
  // @ts-expect-error no provider gives this name
  context.session
  // @ts-expect-error the context is not written to
  context.user = { id: 'a', roles: [] }
  return context.user.id
})
api.endpoint({ use: [signedIn, administrator] }, ({ context }) => context.user.id)
const contract = { use: [signedIn, ofTenant], responses: { 200: z.string() } }
routes.get('/a', contract, ({ context }) => `${context.user.id} of ${context.tenant.name}`)
const fixed = { use: [ofTenant, signedIn, administrator] } as const
routes.get('/a', fixed, ({ context }) => String(context.isAdministrator))
routes.get('/a', { use: [(_request, _response, next) => next()] }, ({ context }) => Object.keys(context))
routes.get('/a', ({ context }) => {
  same<Equal<typeof context, Readonly<Record<never, never>>>>()
})

// A provider that returns one of several objects gives a union of contexts.
const either = provide(() => (Math.random() > 1 ? { kind: 'a' as const, a: 1 } : { kind: 'b' as const, b: 'x' }))
routes.get('/a', { use: [either, ofTenant] }, ({ context }) =>
  context.kind === 'a' ? context.a : context.b.length + context.tenant.name.length,
)

// A later provider's name wins.
const named = provide(() => ({ user: 'a name' }))
const renamed = provide(() => (Math.random() > 1 ? { user: 1 } : undefined))
same<Equal<ContextOf<readonly [typeof signedIn, typeof named]>, { readonly user: string }>>()
same<Equal<ContextOf<readonly [typeof named, typeof renamed]>, { readonly user?: number | string }>>()

// A provider needs what those before it give.
// @ts-expect-error nobody gives a user
routes.get('/a', { use: [administrator] }, () => 1)
// @ts-expect-error it is given too late
routes.get('/a', { use: [administrator, signedIn] }, () => 1)
// @ts-expect-error it has another type
routes.get('/a', { use: [named, administrator] }, () => 1)
// @ts-expect-error the same without a route
api.endpoint({ use: [administrator] }, () => 1)

// In a list whose order the compiler does not know, any provider may give what another needs.
const list = [administrator, signedIn]
const lacking = { use: [administrator] }
routes.get('/a', { use: list }, ({ context }) => context.user.id)
// @ts-expect-error nobody in the list gives a user
routes.get('/a', lacking, () => 1)

// Values that neither join the context nor refuse.
// @ts-expect-error a text
provide(() => 'a')
// @ts-expect-error a list
provide(() => [1])
// @ts-expect-error a promise of a list
provide(async () => [1])
// @ts-expect-error a stream
provide(async function* () {
  yield 1
})
// @ts-expect-error the response is not for providers
provide(({ response }) => ({ response }))
// @ts-expect-error the body is not read yet
provide(({ body }) => ({ body }))
// @ts-expect-error a provider is no middleware
export const middleware: Middleware = signedIn
export const listed: readonly (Middleware | Provider)[] = [pass, signedIn, administrator]
routes.get('/a', { use: listed }, ({ context }) => Object.keys(context))
provide(() => status(402, { price: 1 }))

// Cookies are typed by their schema.
routes.get('/a', { cookies: z.object({ page: z.int().default(1) }) }, ({ cookies }) => {
  same<Equal<typeof cookies, { page: number }>>()
})
routes.get('/a', ({ cookies }) => {
  same<Equal<typeof cookies, Readonly<Record<string, string | undefined>>>>()
})
