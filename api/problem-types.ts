import { problemType } from '@endware/restapi'
import { z } from 'zod'

/** Another product has the SKU that a client wants for one. */
export const skuTaken = problemType({
  type: '/problems/sku-taken',
  title: 'The SKU is taken',
  status: 409,
  extensions: z.object({ sku: z.string().meta({ description: 'The SKU that is taken' }) }),
  description:
    'No two products of the shop have the same stock-keeping unit. Choose another one, or look for the product that has it already.',
  example: { detail: 'another product has the SKU LAN-1 already', sku: 'LAN-1' },
})

/** Every kind of problem that the service answers with, for the pages that describe them. */
export const problemTypes = [skuTaken]
