/** Every scope of a token, with the actions that it allows. */
export const scopes = {
  'products:write': 'add, change and remove products',
  'orders:read': 'read the orders of the caller',
  'orders:write': 'place orders, and cancel those of the caller',
  'orders:any': 'read and cancel the orders of every customer, beside `orders:read` and `orders:write`',
  'events:write': 'send payments and shipments, as the systems of others do',
} as const

export type Scope = keyof typeof scopes

/** Returns the requirement of a token with these scopes, for the `security` of a contract. A scope that does not exist does not compile. */
export function tokenWith(...required: readonly Scope[]) {
  return { bearer: required } as const
}

/** Returns the requirement of a token or a session with these scopes, for operations that only read. */
export function readingWith(...required: readonly Scope[]) {
  return [{ bearer: required }, { session: required }] as const
}
