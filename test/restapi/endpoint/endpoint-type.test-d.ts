import type { IncomingHttpHeaders } from 'node:http'
import {
  accepted,
  badRequest,
  type Cookies,
  created,
  type EndpointFunction,
  type EndpointInput,
  endware,
  type HttpRequest,
  type InputUnder,
  type NoContext,
  noContent,
  notFound,
  ok,
  type PathParams,
  type Precondition,
  problem,
  type Result,
  serverSentEvent,
  status,
} from '@endware/restapi'
import express, { Router } from 'express'
import express4 from 'express4'
import * as v from 'valibot'
import { z } from 'zod'

// Checked by the compiler alone: what must compile does, and what must not does not.

type Equal<A, B> =
  (<T>() => T extends Plain<A> ? 1 : 2) extends <T>() => T extends Plain<B> ? 1 : 2
    ? true
    : `not equal: see the two types`
type Plain<T> = T extends object ? { [Member in keyof T]: T[Member] } : T
function same<_Both extends true>(): void {}

const api = endware()
const routes = api.routes(Router())

// Parameters from the path.
same<Equal<PathParams<'/a'>, Readonly<Record<never, never>>>>()
same<Equal<PathParams<'/a/:id'>, { readonly id: string }>>()
same<Equal<PathParams<'/a/:id/b/:other'>, { readonly id: string; readonly other: string }>>()
same<Equal<PathParams<'/:from-:to.:ext'>, { readonly from: string; readonly to: string; readonly ext: string }>>()
same<Equal<PathParams<'/files/*path'>, { readonly path: readonly string[] }>>()
same<Equal<PathParams<'/a{/:b}'>, { readonly b?: string | undefined }>>()
same<Equal<PathParams<'{/*lang}/a'>, { readonly lang?: readonly string[] | undefined }>>()
same<
  Equal<
    PathParams<'/a{/:b{/:c}}/:d'>,
    { readonly d: string; readonly b?: string | undefined; readonly c?: string | undefined }
  >
>()
same<Equal<PathParams<'/:"first name"/:"a\\"b"'>, { readonly 'first name': string; readonly 'a"b': string }>>()
same<Equal<PathParams<'/a\\:b/:c\\*d\\{e'>, { readonly c: string }>>()
same<Equal<PathParams<'/:größe'>, { readonly größe: string }>>()
same<Equal<PathParams<'/:id?/*'>, { readonly id?: string | undefined }>>() // as Express 4 spells it
same<Equal<PathParams<string>, Readonly<Record<string, string>>>>()

routes.get('/a/:id/*rest{/:opt}', ({ params }) => {
  same<
    Equal<typeof params, { readonly id: string; readonly rest: readonly string[]; readonly opt?: string | undefined }>
  >()
  // @ts-expect-error the path has no such parameter
  params.name
  // @ts-expect-error what stands in braces may be absent
  params.opt.length
  // @ts-expect-error input is not written to
  params.id = 'b'
})

// The input of an endpoint without a contract.
api.endpoint(({ params, query, headers, body, request, signal, precondition }) => {
  same<Equal<typeof params, Readonly<Record<string, string>>>>()
  same<Equal<typeof query, Readonly<Record<string, string | readonly string[]>>>>()
  same<Equal<typeof headers, IncomingHttpHeaders>>()
  same<Equal<typeof body, undefined>>()
  same<Equal<typeof request, HttpRequest>>()
  same<Equal<typeof signal, AbortSignal>>()
  same<Equal<typeof precondition, Precondition>>()
})
// @ts-expect-error an endpoint never sees the response
api.endpoint(({ response }) => response)

// An endpoint gets and returns the decoded side of a codec.
const Instant = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const withCodec = { body: z.object({ at: Instant }), responses: { 200: z.object({ at: Instant }) } }
api.endpoint(withCodec, ({ body }) => {
  same<Equal<typeof body, { at: Date }>>()
  return { at: new Date() }
})
// @ts-expect-error the encoded side is for the wire
api.endpoint(withCodec, () => ({ at: '2026-01-31T00:00:00Z' }))

// The output of the schemas of a contract, from several validators.
const withZod = {
  params: z.object({ id: z.number() }),
  query: z.object({ limit: z.number().default(10) }),
  headers: z.object({ 'x-tenant': z.string() }),
  body: z.object({ at: z.string().transform((text) => new Date(text)), note: z.string().optional() }),
}
const withValibot = {
  params: v.object({ id: v.number() }),
  query: v.object({ limit: v.optional(v.number(), 10) }),
  headers: v.object({ 'x-tenant': v.string() }),
  body: v.object({
    at: v.pipe(
      v.string(),
      v.transform((text) => new Date(text)),
    ),
    note: v.optional(v.string()),
  }),
}
type Given = EndpointInput<
  { id: number },
  { limit: number },
  { 'x-tenant': string },
  { at: Date; note?: string | undefined },
  Cookies,
  NoContext
>
same<Equal<InputUnder<typeof withZod>, Given>>()
same<Equal<InputUnder<typeof withValibot>, Given>>()
routes.post('/:id', withZod, ({ params, body }) => {
  same<Equal<typeof params, { id: number }>>() // the schema, not the path
  // @ts-expect-error the schema has no such member
  body.name
})
// @ts-expect-error without a schema for it there is no body
routes.post('/a', ({ body }) => body.name)
// @ts-expect-error contracts have no such member
routes.post('/a', { bodi: withZod.body }, () => undefined)
// @ts-expect-error a schema is a Standard Schema
routes.post('/a', { body: { type: 'object' } }, () => undefined)

// The outcomes that the responses of a contract allow.
const Thing = z.object({ id: z.string(), price: z.number() })
const thing = { id: 'a', price: 1 }
const one = { responses: { 200: Thing } }
routes.get('/a', one, () => thing)
routes.get('/a', one, async () => thing)
routes.get('/a', one, () => Promise.resolve(thing))
declare const query: PromiseLike<typeof thing>
routes.get('/a', one, () => query)
routes.get('/a', one, () => ok(thing).withHeader('X', 'y').withVersion(1))
routes.get('/a', one, { handle: () => thing })
routes.get('/a', one, { handle: async () => ok(thing) })
routes.get('/a', one, () => notFound('no such thing'))
routes.get('/a', one, () => problem({ status: 409, title: 'Sold out' }))
routes.get('/a', one, () => new Error('unexpected'))
routes.get('/a', one, async ({ params }) => (params ? thing : badRequest()))
routes.get('/a', one, () => {
  throw notFound()
})
// @ts-expect-error a member is missing
routes.get('/a', one, () => ({ id: 'a' }))
// @ts-expect-error a member has another type
routes.get('/a', one, () => ({ id: 'a', price: '1' }))
// @ts-expect-error the same in a promise
routes.get('/a', one, async () => ({ id: 'a', price: '1' }))
// @ts-expect-error the same in a result
routes.get('/a', one, () => ok({ id: 'a', price: '1' }))
// @ts-expect-error the same in one of several outcomes
routes.get('/a', one, ({ params }) => (params ? { id: 'a', price: '1' } : notFound()))
// @ts-expect-error the same in an object's handle
routes.get('/a', one, { handle: () => ({ id: 'a', price: '1' }) })
// @ts-expect-error the status 201 is not declared
routes.get('/a', one, () => created(thing))
// @ts-expect-error a result needs the value that is declared
routes.get('/a', one, () => ok())
// @ts-expect-error nothing at all is a 204, which is not declared
routes.get('/a', one, () => undefined)
// @ts-expect-error a number is a status without content, and 200 has content
routes.get('/a', one, () => 200)
// @ts-expect-error a list is not one of its items
routes.get('/a', { responses: { 200: z.array(Thing) } }, () => thing)

// A number by itself is a status and null by itself is nothing, whatever the schema of the content says.
const count = { responses: { 200: z.number() } }
const countOrThing = { responses: { 200: z.union([z.number(), Thing]) } }
declare const either: number | typeof thing
routes.get('/a', count, () => ok(0))
routes.get('/a', count, () => ok(404))
routes.get('/a', countOrThing, () => thing)
routes.get('/a', countOrThing, () => ok(either))
routes.get('/a', { responses: { 200: Thing.nullable() } }, () => ok(null))
routes.get('/a', { responses: { 200: Thing.nullable(), 204: null } }, () => null)
// @ts-expect-error a number where a number is declared
routes.get('/a', count, () => 0)
// @ts-expect-error the same, though it is a status
routes.get('/a', count, () => 200)
// @ts-expect-error the same in a promise
routes.get('/a', count, async () => 0)
// @ts-expect-error a number that is computed
routes.get('/a', count, ({ params }) => Object.keys(params).length)
// @ts-expect-error a number that has a brand
routes.get('/a', { responses: { 200: z.number().brand<'count'>() } }, () => 1 as z.output<ReturnType<typeof z.number>>)
// @ts-expect-error a number that is one of several
routes.get('/a', { responses: { 200: z.literal([1, 2]) } }, () => 1)
// @ts-expect-error a number or a value
routes.get('/a', countOrThing, () => either)
// @ts-expect-error a number or a value, where only the value is declared
routes.get('/a', one, () => either)
// @ts-expect-error a number in one of several outcomes
routes.get('/a', one, ({ params }) => (params ? thing : 0))
// @ts-expect-error a status of a failure, which is returned as an error
routes.get('/a', { responses: { 200: Thing, 404: 'no such thing' } }, () => 404)
// @ts-expect-error null is a 204, which is not declared
routes.get('/a', { responses: { 200: Thing.nullable() } }, () => null)
// @ts-expect-error nothing is a 204, which is not declared
routes.get('/a', { responses: { 200: Thing.optional() } }, () => undefined)
// @ts-expect-error the same for an endpoint without a route
api.endpoint(count, () => 0)
// @ts-expect-error the same for an object
routes.get('/a', count, { handle: () => 0 })

const several = { responses: { 201: Thing, 202: null, 204: null } }
routes.put('/a', several, () => created(thing, '/a/1'))
routes.put('/a', several, () => accepted())
routes.put('/a', several, () => 202)
routes.put('/a', several, () => noContent())
routes.put('/a', several, () => undefined)
routes.put('/a', several, () => null)
routes.put('/a', several, async () => {})
routes.put('/a', several, ({ params }): Result<undefined, 204> | Result<typeof thing, 201> =>
  params ? noContent() : created(thing),
)
// @ts-expect-error a bare value is a 200, which is not declared
routes.put('/a', several, () => thing)
// @ts-expect-error this number is not declared
routes.put('/a', several, () => 205)
// @ts-expect-error a number whose status has content
routes.put('/a', several, () => 201)
// @ts-expect-error 202 has no content
routes.put('/a', several, () => accepted(thing))
// @ts-expect-error any status at all is more than those that are declared
routes.put('/a', several, (): Result<undefined, number> => status(202, undefined))

routes.get('/a', { responses: { 200: v.object({ id: v.string() }) } }, () => ({ id: 'a' }))
// @ts-expect-error Valibot's schemas are obeyed as well
routes.get('/a', { responses: { 200: v.object({ id: v.string() }) } }, () => ({ id: 1 }))

// A schema with its JSON Schema by hand has the types of the schema.
const described = { schema: v.object({ id: v.string() }), jsonSchema: { type: 'object' } }
routes.post('/a', { body: described, query: described, responses: { 200: described } }, ({ body, query }) => {
  same<Equal<typeof body, { id: string }>>()
  same<Equal<typeof query, { id: string }>>()
  return body
})
// @ts-expect-error the schema of the pair is obeyed
routes.get('/a', { responses: { 200: described } }, () => ({ id: 1 }))
// @ts-expect-error a pair has a schema
routes.post('/a', { body: { jsonSchema: {} } }, () => undefined)

// The forms of an endpoint.
api.endpoint(() => undefined)
api.endpoint({ handle: ({ params }) => params.id })
api.endpoint(one, () => thing)
// @ts-expect-error the contract holds for endpoints without a route, too
api.endpoint(one, () => ({ id: 'a', price: '1' }))
// @ts-expect-error an object without handle is none
routes.get('/a', { handel: () => 1 })
// @ts-expect-error neither is text
routes.get('/a', 'text')
// @ts-expect-error paths are text
routes.get(/a/, () => 1)

// An endpoint by itself, to be tested without HTTP, and around others.
const alone: EndpointFunction<InputUnder<typeof withZod, '/:id'>, typeof thing> = async ({ params }) => ({
  id: String(params.id),
  price: 1,
})
routes.post('/:id', withZod, alone)
declare const asked: InputUnder<typeof withZod, '/:id'>
same<Equal<Awaited<ReturnType<typeof alone>>, typeof thing>>()
export const price: number = (await alone(asked)).price
function logged<Input, Outcome>(endpoint: (input: Input) => Promise<Outcome>): (input: Input) => Promise<Outcome> {
  return endpoint
}
routes.get(
  '/a/:id',
  one,
  logged(async ({ params }) => ({ id: params.id, price: 1 })),
)
routes.get(
  // @ts-expect-error what is around does not hide what is wrong
  '/a/:id',
  one,
  logged(async ({ params }) => ({ id: params.id, price: '1' })),
)

// The hosts take what the library makes.
express()
  .get(
    '/a',
    api.endpoint(() => 1),
  )
  .use(routes)
  .use('/b', routes)
  .use(api.fallback())
express4()
  .get(
    '/a',
    api.endpoint(() => 1),
  )
  .use(api.routes(express4.Router()))
  .use(api.fallback())
routes.use(express.json())
routes.use('/c', (_request, response) => void response.json({}))
routes.route('/d').get(api.endpoint(() => 1))

// A list may be a stream of server-sent events, whose data are its items.
routes.get('/events', { responses: { 200: z.array(z.object({ id: z.int() })) } }, async function* () {
  yield serverSentEvent({ id: 1 }, { id: 1 })
})
// @ts-expect-error the data are not the items
routes.get('/events', { responses: { 200: z.array(z.object({ id: z.int() })) } }, async function* () {
  yield serverSentEvent({ id: '1' }, { id: 1 })
})
