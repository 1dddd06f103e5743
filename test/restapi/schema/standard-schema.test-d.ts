import { endware, type OutputOf } from '@endware/restapi'
import { type } from 'arktype'
import { Router } from 'express'
import * as v from 'valibot'
import { z } from 'zod'
import { z as z3 } from 'zod3'

// Checked by the compiler alone: what must compile does, and what must not does not.

type Equal<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false
function same<_Both extends true>(): void {}

// The output is the type after defaults and transformations, whatever the validator.
const length = z.object({ text: z.string().transform((text) => text.length), limit: z.int().default(20) })
same<Equal<OutputOf<typeof length>, { text: number; limit: number }>>()
same<Equal<OutputOf<z.ZodType<Date>>, Date>>()
same<Equal<OutputOf<z.ZodUnknown>, unknown>>()
same<Equal<OutputOf<z.ZodNever>, never>>()

const oldLength = z3.object({ text: z3.string().transform((text) => text.length) })
same<Equal<OutputOf<typeof oldLength>, { text: number }>>()

const valibotLength = v.object({
  text: v.pipe(
    v.string(),
    v.transform((text) => text.length),
  ),
})
same<Equal<OutputOf<typeof valibotLength>, { text: number }>>()

const arkLength = type({ text: type('string').pipe((text) => text.length) })
same<Equal<OutputOf<typeof arkLength>, { text: number }>>()

// An object that only looks like a schema is refused.
const routes = endware().routes(Router())
// @ts-expect-error it has no `validate`
routes.post('/a', { body: { '~standard': { version: 1, vendor: 'shop' } } }, () => undefined)
// @ts-expect-error zod's own member alone is no schema
routes.post('/a', { body: { _zod: { output: 1 } } }, () => undefined)
