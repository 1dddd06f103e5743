import type { ZodSchema } from './zod-schema.js'

/** All schemas that a schema of zod is made of, itself included. */
export function schemasIn(schema: ZodSchema): ReadonlySet<ZodSchema> {
  const found = new Set<ZodSchema>([schema])
  // a set is walked to the end of what is added on the way
  for (const next of found) for (const part of partsOf(next)) found.add(part)
  return found
}

function partsOf({ _zod: { def, innerType } }: ZodSchema): readonly ZodSchema[] {
  const parts: readonly (ZodSchema | null | undefined)[] = [
    ...Object.values(def.shape ?? {}),
    ...(def.options ?? []),
    ...(def.items ?? []),
    ...[def.catchall, def.element, def.rest, def.left, def.right, def.keyType, def.valueType, def.in, def.out],
    def.type === 'lazy' ? innerType : def.innerType,
  ]
  return parts.filter((part) => part !== undefined && part !== null)
}
