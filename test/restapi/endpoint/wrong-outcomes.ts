/** A wrong return value under the contract of `wrongProgram`, or a wrong contract, and the cause that the error must name. */
export interface WrongOutcome {
  readonly name: string
  readonly endpoint: string
  /** The contract, if it is not that of `wrongProgram`. */
  readonly contract?: string
  readonly cause: string
}

export const wrongOutcomes: readonly WrongOutcome[] = [
  {
    name: 'a member of another type',
    endpoint: `() => ({ ...product, stock: '1' })`,
    cause: 'stock: [given: "1", declared: number]',
  },
  {
    name: 'a member of another type, in a promise, from an endpoint with a parameter',
    endpoint: `async ({ query }) => (query.a ? { ...product, stock: '1' } : notFound())`,
    cause: 'stock: [given: "1", declared: number]',
  },
  {
    name: 'a member of a member, from a block',
    endpoint: `({ query }) => { const street = query.a; return { ...product, vendor: { name: 'a', address: { street, city: 'b' } } } }`,
    cause: 'vendor: { address: { street: [given: number | undefined, declared: string]; }; }',
  },
  {
    name: 'a member of an item, in a result',
    endpoint: `() => created({ ...product, variants: [{ sku: 'a', colour: 'blue' }] })`,
    cause: 'variants: { items: { colour: [given: string, declared: ',
  },
  {
    name: 'a date for a text',
    endpoint: `() => ({ ...product, created: new Date() })`,
    cause: 'created: [given: Date, declared: string]',
  },
  {
    name: 'a member that is missing',
    endpoint: `() => { const { name: _, ...rest } = product; return ok(rest) }`,
    cause: 'name: [missing: string]',
  },
  {
    name: 'an object whose handle returns the wrong value',
    endpoint: `{ handle: async () => ({ ...product, stock: '1' }) }`,
    cause: 'stock: [given: "1", declared: number]',
  },
  { name: 'a number', endpoint: `() => 0`, cause: '0 is a status without content' },
  { name: 'a number beside a value', endpoint: `({ query }) => (query.a ? product : 203)`, cause: '203 is a status' },
  { name: 'nothing', endpoint: `() => undefined`, cause: 'nothing is a 204, which the contract does not declare' },
  {
    name: 'a status that is not declared',
    endpoint: `() => accepted(product)`,
    cause: 'does not declare the status 202',
  },
  {
    name: 'a value for a failure',
    endpoint: `() => status(404, product)`,
    cause: 'describes 404 as a failure; return an error',
  },
  {
    name: 'a provider that needs what nobody gives',
    contract: '{ ...contract, use: [administrator] } as const',
    endpoint: `() => product`,
    cause: 'ContextNotProvided<{ user: [missing: User]; }>',
  },
  {
    name: 'a provider that needs a name of another type',
    contract: '{ ...contract, use: [named, administrator] } as const',
    endpoint: `() => product`,
    cause: 'ContextNotProvided<{ user: [given: string, needed: User]; }>',
  },
  { name: 'a problem that is not listed', endpoint: `() => sold()`, cause: 'do not list /problems/sold' },
]

/** Returns a program with these endpoints under a contract like those of real applications. */
export function wrongProgram(wrong: readonly WrongOutcome[]): string {
  return `import { accepted, created, endware, notFound, ok, problemType, type ProviderInput, provide, status } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
const api = endware()
const routes = api.routes(Router())
const Address = z.object({ street: z.string(), city: z.string(), note: z.string().optional() })
const Product = z.object({
  id: z.uuid(), sku: z.string(), name: z.string(), description: z.string().nullable(), stock: z.int(),
  price: z.object({ amount: z.int(), currency: z.enum(['EUR', 'USD', 'GBP', 'CHF']) }), tags: z.array(z.string()),
  created: z.iso.datetime(), updated: z.iso.datetime(), vendor: z.object({ name: z.string(), address: Address }),
  variants: z.array(z.object({ sku: z.string(), colour: z.enum(['red', 'green']) })),
})
const taken = problemType({ type: '/problems/taken', title: 'Taken', status: 409, extensions: z.object({ sku: z.string() }) })
const sold = problemType({ type: '/problems/sold', title: 'Sold', status: 410 })
const contract = {
  operationId: 'replaceProduct', summary: 'Replaces a product', tags: ['products'],
  params: z.object({ id: z.uuid() }), query: z.object({ a: z.int().optional() }), body: Product,
  responses: { 200: Product, 201: { schema: Product, headers: { ETag: true }, description: 'The product' }, 206: null, 400: 'bad', 404: 'none' },
  problems: [taken],
} as const
declare const product: z.output<typeof Product>
void [accepted, created, notFound, ok, status, taken, sold, product, api]
interface User { readonly id: string }
const named = provide(() => ({ user: 'ann' }))
const administrator = provide(({ context }: ProviderInput<{ user: User }>) => ({ isAdministrator: context.user.id === 'ann' }))
void [named, administrator]
${wrong.map(({ endpoint, contract = 'contract' }) => `routes.put('/products/:id', ${contract}, ${endpoint})\napi.endpoint(${contract}, ${endpoint})\n`).join('')}`
}
