import { z } from 'zod'
import { orderLimits } from '../domain/orders/order.js'

/** An amount of money in a message. */
export const moneySchema = z.object({
  amount: z
    .int()
    .min(0)
    .max(orderLimits.total)
    .meta({ description: 'In minor units of the currency, such as cents', examples: [1999] }),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be three capital letters')
    .meta({ description: 'ISO 4217 code', examples: ['EUR'] }),
})
