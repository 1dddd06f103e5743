import type { StandardSchema } from './standard-schema.js'
import { schemasIn } from './zod-parts.js'
import { isZodCodec, isZodSchema } from './zod-schema.js'

/**
 * Runs `convert` while every codec within `schema` shows its encoded side for its output, which is what is sent of it.
 *
 * zod converts the output of a codec by its `out`, and offers no hook to choose. A converted copy of the schema would lose the metadata
 * that zod keeps by identity, names of components and of XML elements among it; so each codec's definition is changed for the time of
 * one synchronous call, in which nothing is parsed.
 */
export function withEncodedSides<Converted>(schema: StandardSchema, convert: () => Converted): Converted {
  if (!isZodSchema(schema)) return convert()
  const sides = [...schemasIn(schema)].filter(isZodCodec).map(({ _zod: zod }) => {
    // zod remembers from then on whether the output may be absent, and must not remember that of the other side
    void zod.optout
    return { definition: zod.def, decoded: zod.def.out }
  })
  try {
    for (const { definition } of sides) definition.out = definition.in
    return convert()
  } finally {
    for (const { definition, decoded } of sides) definition.out = decoded
  }
}
