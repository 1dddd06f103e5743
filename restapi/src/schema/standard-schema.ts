/**
 * The interface of validators such as zod, Valibot and ArkType. A contract accepts any of them.
 *
 * @see https://standardschema.dev
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

/** The result of a validation: the output value, or the issues. */
export type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

/** One error of a validation, with its path in the value. */
export interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

/** The options of a conversion to JSON Schema. */
export interface JsonSchemaOptions {
  readonly target: 'draft-2020-12'
  readonly libraryOptions?: Record<string, unknown>
}

/** The type of the values that a schema accepts. */
export type InputOf<Schema> = Schema extends StandardSchema<infer Input, unknown> ? Input : never

/** The type of the values that a schema returns, after defaults and transformations. */
export type OutputOf<Schema> = Schema extends StandardSchema<infer _Input, infer Output> ? Output : never

/** Makes a Standard Schema from a JSON Schema, for values that this package makes itself. It accepts every value. */
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
