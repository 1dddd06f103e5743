import { mapSchema, type SchemaObject } from '../schema/map-schema.js'
import type { JsonSchema } from '../schema/shape.js'
import { componentWord, freeName } from './component-name.js'

type Definitions = Readonly<Record<string, JsonSchema>>

/**
 * Adds a `discriminator` to each union whose alternatives all require one member, with different strings in each alternative. The mapping
 * of a discriminator refers to schemas by name, so an alternative without a name becomes a definition.
 *
 * @param owner prefix for the names of alternatives whose union has no name
 * @see OpenAPI 3.1.1 §4.8.25 Discriminator Object
 */
export function withDiscriminators(schema: JsonSchema, owner: string): JsonSchema {
  if (typeof schema !== 'object') return schema
  const { $defs = {}, ...root } = schema as SchemaObject & { readonly $defs?: Definitions }
  const lifted: Record<string, JsonSchema> = {}
  const rewrite = (part: JsonSchema, name: string): JsonSchema =>
    mapSchema(part, (each) => discriminated(each, name, $defs, lifted))
  const definitions = Object.entries($defs).map(([name, each]) => [name, rewrite(each, name)] as const)
  const result = rewrite(root, owner)
  const all = { ...Object.fromEntries(definitions), ...lifted }
  return Object.keys(all).length === 0 ? result : { ...(result as object), $defs: all }
}

function discriminated(
  schema: SchemaObject,
  name: string,
  definitions: Definitions,
  lifted: Record<string, JsonSchema>,
): SchemaObject {
  const keyword = Array.isArray(schema.oneOf) ? 'oneOf' : 'anyOf'
  const alternatives = schema[keyword] as readonly JsonSchema[] | undefined
  if (!Array.isArray(alternatives) || alternatives.length < 2 || schema.discriminator !== undefined) return schema
  const targets = alternatives.map((each) => targetOf(each, definitions))
  const found = discriminatorOf(targets)
  if (found === undefined) return schema
  const { propertyName, values } = found
  const references = alternatives.map((each, at) => {
    if (typeof each === 'object' && typeof each.$ref === 'string') return each.$ref
    const word = componentWord(String(values[at]?.[0])) || String(at + 1)
    const free = freeName(`${name}${word}`, (candidate) => candidate in definitions || candidate in lifted)
    lifted[free] = each
    return `#/$defs/${free}`
  })
  const mapping = Object.fromEntries(
    references.flatMap((reference, at) => (values[at] ?? []).map((value) => [value, reference])),
  )
  return {
    ...schema,
    [keyword]: references.map(($ref) => ({ $ref })),
    discriminator: { propertyName, mapping },
  } as SchemaObject
}

function targetOf(schema: JsonSchema, definitions: Definitions): JsonSchema | undefined {
  const reference = typeof schema === 'object' ? schema.$ref : undefined
  return typeof reference === 'string' ? definitions[reference.replace('#/$defs/', '')] : schema
}

interface Found {
  readonly propertyName: string
  /** The strings that the member may be, for each alternative. */
  readonly values: readonly (readonly string[])[]
}

function discriminatorOf(targets: readonly (JsonSchema | undefined)[]): Found | undefined {
  const [first] = targets
  for (const propertyName of requiredOf(first)) {
    const values = targets.map((target) =>
      requiredOf(target).includes(propertyName) ? texts(target, propertyName) : [],
    )
    const all = values.flat()
    if (values.every(({ length }) => length > 0) && new Set(all).size === all.length) return { propertyName, values }
  }
  return undefined
}

function requiredOf(schema: JsonSchema | undefined): readonly string[] {
  return typeof schema === 'object' && Array.isArray(schema.required) ? schema.required.map(String) : []
}

/** Returns the strings that a member may be; none when it may be another value. */
function texts(schema: JsonSchema | undefined, name: string): readonly string[] {
  const { properties = {} } = Object(schema) as { readonly properties?: Readonly<Record<string, object>> }
  const member = (Object.hasOwn(properties, name) ? properties[name] : {}) as {
    const?: unknown
    enum?: readonly unknown[]
  }
  const values = member.enum ?? [member.const]
  return values.every((value) => typeof value === 'string') ? (values as readonly string[]) : []
}
