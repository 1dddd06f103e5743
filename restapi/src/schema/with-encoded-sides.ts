import type { StandardSchema } from './standard-schema.js'
import { isZodCodec, isZodSchema, schemasIn } from './zod-schema.js'

/**
 * Calls `convert` while every codec in `schema` has its encoded side as its output. A response contains the encoded side.
 *
 * zod converts the output of a codec by its `out`, and has no hook to choose. It keeps metadata, such as names of components and XML
 * elements, by the identity of a schema, so that a copy of the schema would lose them. The definitions of the codecs are therefore changed
 * during one synchronous call, which parses no value.
 */
export function withEncodedSides<Converted>(schema: StandardSchema, convert: () => Converted): Converted {
  if (!isZodSchema(schema)) return convert()
  const sides = [...schemasIn(schema)].filter(isZodCodec).map(({ _zod: zod }) => {
    // zod caches `optout` at the first access; this access caches the value of the decoded side
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
