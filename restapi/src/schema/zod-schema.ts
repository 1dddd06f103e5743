import type { StandardSchema } from './standard-schema.js'

/**
 * The parts of a zod 4 schema that the library uses. The package itself is never imported: an application may use any version of it, or
 * another validator.
 */
export interface ZodSchema extends StandardSchema {
  readonly _zod: {
    readonly def: ZodDefinition
    /** Set when the member may be absent from the input; `defaulted` when it then has a default. */
    readonly optin?: 'optional' | 'defaulted' | undefined
    /** Set when the member may be absent from the output. */
    readonly optout?: 'optional' | 'defaulted' | undefined
    /** The constants that the schema allows, if it lists them. */
    readonly values?: ReadonlySet<unknown> | undefined
    /** The schema inside a lazy one, cached by zod. */
    readonly innerType?: ZodSchema | undefined
  }
}

/** The definition of a schema: its kind, and parts that depend on the kind. */
export interface ZodDefinition {
  readonly type: string
  readonly checks?: readonly unknown[]
  readonly format?: string
  readonly coerce?: boolean
  readonly shape?: Readonly<Record<string, ZodSchema>>
  readonly catchall?: ZodSchema
  readonly element: ZodSchema
  readonly items?: readonly ZodSchema[]
  readonly rest?: ZodSchema | null
  readonly options?: readonly ZodSchema[]
  readonly left: ZodSchema
  readonly right: ZodSchema
  readonly keyType: ZodSchema
  readonly valueType: ZodSchema
  readonly mode?: 'loose'
  readonly innerType: ZodSchema
  readonly defaultValue: unknown
  readonly in: ZodSchema
  out: ZodSchema
  readonly transform?: unknown
  /** The encoder. Codecs have it, transforms do not. */
  readonly reverseTransform?: (value: unknown, payload: unknown) => unknown
}

/** Reports whether a schema belongs to zod 4. */
export function isZodSchema(schema: unknown): schema is ZodSchema {
  const { _zod } = (schema ?? {}) as { readonly _zod?: { readonly def?: { readonly type?: unknown } } }
  return typeof _zod?.def?.type === 'string'
}

/** Reports whether a zod schema is a codec, such as `z.codec` or `z.stringbool`: it decodes inputs and encodes outputs. */
export function isZodCodec({ _zod: { def } }: ZodSchema): boolean {
  return def.type === 'pipe' && typeof def.reverseTransform === 'function'
}

/** Returns the schema and all schemas inside it. */
export function schemasIn(schema: ZodSchema): ReadonlySet<ZodSchema> {
  const found = new Set<ZodSchema>([schema])
  // the iteration of a Set includes members that are added during the loop
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
