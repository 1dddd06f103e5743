/**
 * A schema of zod 4, by the member that has its types. The type of `~standard` costs the compiler a hundred instantiations a schema, since
 * zod makes it from those of input and output. `any` keeps the compiler from making it; the output is at `_zod`, where `z.output` reads it.
 *
 * @see https://zod.dev/library-authors
 * @example
 * const sku: SchemaOfZod = z.string().max(40)
 * routes.post('/skus', { body: sku }, ({ body }) => created({ sku: body }))
 */
export interface SchemaOfZod {
  readonly _zod: { readonly output: unknown }
  // biome-ignore lint/suspicious/noExplicitAny: for every other type but unknown, the compiler makes the type of the member
  readonly '~standard': any
}

/**
 * A schema as contracts take it. The compiler must try `SchemaOfZod` first: TypeScript 7 tries the members of a union by name, TypeScript 5
 * by declaration.
 *
 * @example
 * const bodyOf = (schema: AnySchema) => ({ body: schema }) satisfies Contract
 * routes.post('/skus', bodyOf(z.object({ sku: z.string() })), ({ body }) => created(body))
 */
export type AnySchema = SchemaOfZod | StandardSchema

/**
 * The interface of validators such as zod, Valibot and ArkType. A contract accepts any of them.
 *
 * @see https://standardschema.dev
 * @example
 * const Sku: StandardSchema<string> = {
 *   '~standard': {
 *     version: 1,
 *     vendor: 'shop',
 *     validate: (value) => (typeof value === 'string' ? { value } : { issues: [{ message: 'a SKU is text' }] }),
 *   },
 * }
 * const body = { schema: Sku, jsonSchema: { type: 'string' } }
 * routes.post('/skus', { body }, ({ body: sku }) => created({ sku }))
 */
export interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: Input; readonly output: Output } | undefined
    /** Standard JSON Schema. Without it, XML is read without type information and query parameters stay text. */
    readonly jsonSchema?: {
      readonly input: (options: JsonSchemaOptions) => Record<string, unknown>
      readonly output: (options: JsonSchemaOptions) => Record<string, unknown>
    }
  }
}

/**
 * The result of a validation: the output value, or the issues.
 *
 * @example
 * const validate = (value: unknown): StandardResult<string> =>
 *   typeof value === 'string' ? { value } : { issues: [{ message: 'a SKU is text' }] }
 * const Sku: StandardSchema<string> = { '~standard': { version: 1, vendor: 'shop', validate } }
 */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/**
 * One error of a validation, with its path in the value.
 *
 * @example
 * const issue: StandardIssue = { message: 'must be after the start', path: ['end'] }
 * const Booking: StandardSchema = { '~standard': { version: 1, vendor: 'shop', validate: () => ({ issues: [issue] }) } }
 */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** The options of a conversion to JSON Schema. */
export interface JsonSchemaOptions {
  readonly target: 'draft-2020-12'
  readonly libraryOptions?: Record<string, unknown>
}

/**
 * The type of the values that a schema accepts.
 *
 * @example
 * const Filter = z.object({ limit: z.int().default(20) })
 * const given: InputOf<typeof Filter> = {}
 */
export type InputOf<Schema> = Schema extends StandardSchema ? NonNullable<Schema['~standard']['types']>['input'] : never

/**
 * The type of the values that a schema returns, after defaults and transformations.
 *
 * @example
 * const Product = z.object({ name: z.string() })
 * const chair: OutputOf<typeof Product> = { name: 'Chair' }
 */
export type OutputOf<Schema> = Schema extends SchemaOfZod
  ? Schema['_zod']['output']
  : Schema extends StandardSchema
    ? NonNullable<Schema['~standard']['types']>['output']
    : never

/** Makes a Standard Schema that accepts every value and has this JSON Schema: for values that the library makes itself. */
export function schemaOfJsonSchema<Value>(jsonSchema: Readonly<Record<string, unknown>>): StandardSchema<Value> {
  const convert = (_: JsonSchemaOptions): Record<string, unknown> => structuredClone(jsonSchema)
  return {
    '~standard': {
      version: 1,
      vendor: 'endware',
      validate: (value) => ({ value: value as Value }),
      jsonSchema: { input: convert, output: convert },
    },
  }
}
