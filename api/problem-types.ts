import { problemType } from '@endware/restapi'
import { z } from 'zod'
import { notReady } from './health/not-ready.js'
import { orderProblems } from './orders/order-problems.js'

/** The problem of a SKU that another product has already. */
export const skuTaken = problemType({
  type: '/problems/sku-taken',
  title: 'The SKU is taken',
  status: 409,
  extensions: z.object({ sku: z.string().meta({ description: 'The SKU that is taken' }) }),
  description:
    'Every product of the shop has its own stock-keeping unit. Choose another one, or find the product that has this one.',
  example: { detail: 'another product has the SKU LAN-1 already', sku: 'LAN-1' },
})

/** Records of a file were refused that had to be stored together. */
export const importRefused = problemType({
  type: '/problems/import-refused',
  title: 'Nothing was imported',
  status: 422,
  extensions: z.object({
    errors: z
      .array(
        z
          .object({
            line: z.int().meta({ description: 'The line on which the record begins' }),
            in: z.literal('body'),
            pointer: z.string().meta({ description: 'The place in the record, as a JSON Pointer (RFC 6901)' }),
            message: z.string(),
          })
          .readonly(),
      )
      .readonly()
      .meta({ description: 'The first 100 faults of the records' }),
  }),
  description:
    'The file was to be imported as a whole, and some of its records are refused. Correct them, or import line by line with `mode=lines`.',
  example: {
    detail: 'nothing was imported: 1 record is refused',
    errors: [{ line: 2, in: 'body', pointer: '/stock', message: 'stock must be an integer from 0 to 1000000000' }],
  },
})

/** The problem types of the service. Each has a page that describes it. */
export const problemTypes = [importRefused, notReady, skuTaken, ...orderProblems]
