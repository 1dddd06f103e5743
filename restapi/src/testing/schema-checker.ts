import { Ajv2020 } from 'ajv/dist/2020.js'
import { fullFormats } from 'ajv-formats/dist/formats.js'
import type { JsonSchema } from '../shape.js'

/** Says what is wrong with a value; nothing where it fits. */
export type Check = (value: unknown) => readonly string[]

const base = 'urn:endware:document'

/**
 * Checks values against the schemas of a document with ajv. Members that an object's schema does not name are refused unless the
 * schema allows them: to a client they are undocumented.
 */
export class SchemaChecker {
  // `xml`, `example` and the like are no keywords of ajv's
  readonly #ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats })
  readonly #checks = new Map<JsonSchema, Check>()

  constructor(document: object) {
    const open = new Set(combined(document))
    const { schemas = {} } = ((document as { components?: object }).components ?? {}) as { schemas?: object }
    const closed = Object.entries(schemas).map(([name, schema]) => [
      name,
      open.has(name) ? rebased(schema) : close(schema),
    ])
    this.#ajv.addSchema({ $id: base, components: { schemas: Object.fromEntries(closed) } })
  }

  /** The check for a schema of the document. */
  of(schema: JsonSchema): Check {
    const known = this.#checks.get(schema)
    if (known !== undefined) return known
    const validate = this.#ajv.compile(close(schema) as JsonSchema)
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

/** The names of schemas that others are combined with: what these leave open, the others may say. */
function combined(node: unknown): readonly string[] {
  if (typeof node !== 'object' || node === null) return []
  const { allOf } = node as { allOf?: unknown }
  const own = Array.isArray(allOf)
    ? allOf.flatMap((part: { $ref?: unknown }) =>
        typeof part?.$ref === 'string' ? [part.$ref.slice(part.$ref.lastIndexOf('/') + 1)] : [],
      )
    : []
  return [...own, ...Object.values(node).flatMap(combined)]
}

function close(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(close)
  if (typeof schema !== 'object' || schema === null) return schema
  const inner = Object.fromEntries(
    Object.entries(schema).map(([name, member]: [string, unknown]) => [
      name,
      name === 'allOf' ? rebased(member) : name === '$ref' ? `${base}${String(member)}` : close(member),
    ]),
  ) as { type?: unknown; properties?: unknown; additionalProperties?: unknown; allOf?: unknown }
  if (inner.allOf !== undefined) return { unevaluatedProperties: false, ...inner }
  return inner.type === 'object' && inner.properties !== undefined ? { additionalProperties: false, ...inner } : inner
}

function rebased(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rebased)
  if (typeof schema !== 'object' || schema === null) return schema
  return Object.fromEntries(
    Object.entries(schema).map(([name, member]: [string, unknown]) => [
      name,
      name === '$ref' ? `${base}${String(member)}` : rebased(member),
    ]),
  )
}
