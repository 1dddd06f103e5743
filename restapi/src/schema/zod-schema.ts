import type { StandardSchema } from './standard-schema.js'

/**
 * A schema of zod 4, as far as the library looks into one: zod says of itself what every schema is made of. The package is never
 * imported, so that an application may use any version of it, or another validator.
 */
export interface ZodSchema extends StandardSchema {
  readonly _zod: {
    readonly def: ZodDefinition
    /** Says that the member may be absent from what is read; `defaulted` where something stands for it then. */
    readonly optin?: 'optional' | 'defaulted' | undefined
    /** Says that the member may be absent from what is given. */
    readonly optout?: 'optional' | 'defaulted' | undefined
    /** The constants that the schema allows, where it lists them. */
    readonly values?: ReadonlySet<unknown> | undefined
    /** The schema that a lazy one leads to, found once. */
    readonly innerType?: ZodSchema | undefined
  }
}

/** The kind of a schema with its parts, which differ by kind. */
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
  /** The way back, which codecs have and mere transforms lack. */
  readonly reverseTransform?: (value: unknown, payload: unknown) => unknown
}

/** Reports whether a schema is one of zod 4. */
export function isZodSchema(schema: unknown): schema is ZodSchema {
  const { _zod } = (schema ?? {}) as { readonly _zod?: { readonly def?: { readonly type?: unknown } } }
  return typeof _zod?.def?.type === 'string'
}

/** Reports whether a schema is a codec, `stringbool` among them: it decodes what comes in and encodes what goes out. */
export function isZodCodec({ _zod: { def } }: ZodSchema): boolean {
  return def.type === 'pipe' && typeof def.reverseTransform === 'function'
}
