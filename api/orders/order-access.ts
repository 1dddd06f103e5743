import { type ProviderInput, provide } from '@endware/restapi'
import type { OrderAccess } from '../../domain/orders/order.js'
import type { Caller } from '../authentication/token-verifier.js'

/** Adds the orders that the caller may see to the context: its own, or all of them with the scope `orders:any`. */
export const orderAccess = provide(({ context }: ProviderInput<Caller>) => {
  const access: OrderAccess = context.scopes.has('orders:any') ? 'any' : { customerId: context.caller }
  return { access }
})
