/** The function of `@valibot/to-json-schema` that adds a converter to a schema of Valibot. */
type Convert = (schema: unknown) => { readonly '~standard': { readonly jsonSchema: unknown } }

/**
 * Returns `toStandardJsonSchema` of `@valibot/to-json-schema`; `undefined` where that optional peer is not installed.
 *
 * The file is CommonJS in both builds: a contract is wired synchronously, and an ES module could load an optional package only in a promise.
 */
export = function valibotConverter(): Convert | undefined {
  try {
    const { toStandardJsonSchema } = require('@valibot/to-json-schema') as { readonly toStandardJsonSchema?: Convert }
    return toStandardJsonSchema
  } catch {
    return undefined // not installed, or too old
  }
}
