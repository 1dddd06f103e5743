import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { JsonSchema } from '../schema/shape.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { SchemaClosing } from './closed-schema.js'

/** Returns the faults of a value; none when it is valid. */
export type Check = (value: unknown) => readonly string[]

const base = 'urn:endware:document'

/**
 * Checks values against the schemas of a document, with ajv. It refuses members that a schema neither describes nor allows: they are
 * undocumented.
 */
export class SchemaChecker {
  // ajv does not know keywords such as `xml` and `example`
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats })
  readonly #checks = new Map<JsonSchema, Check>()
  readonly #closing: SchemaClosing

  /** Returns the checker of a document, which is made once: to compile schemas takes longer than to check answers. */
  static readonly of = memoizedByObject((document: object) => new SchemaChecker(document))

  private constructor(document: object) {
    const { components = {} } = document as { components?: { schemas?: Record<string, JsonSchema> } }
    const schemas = components.schemas ?? {}
    this.#closing = new SchemaClosing(schemas, base)
    const opened = Object.entries(schemas).map(([name, schema]) => [name, this.#closing.opened(schema)])
    this.#ajv.addSchema({ $id: base, components: { schemas: Object.fromEntries(opened) } })
  }

  /** Returns the check for a schema of the document. */
  of(schema: JsonSchema): Check {
    const known = this.#checks.get(schema)
    if (known !== undefined) return known
    const validate = this.#ajv.compile(this.#closing.closed(schema))
    const check: Check = (value) =>
      validate(value)
        ? []
        : (validate.errors ?? []).map(
            ({ instancePath, message, params }) => `${instancePath || '/'} ${message} ${JSON.stringify(params)}`,
          )
    this.#checks.set(schema, check)
    return check
  }
}
