import type { Shape } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { withoutBrackets } from './bracket-names.js'
import { isMembers } from './text-members.js'
import { type TextReader, textReaders } from './text-reader.js'
import { emptyFields, type UrlFields } from './url-encoded-fields.js'

/** Reads fields by name, of a query or a form, as a value of the shape; all of them as they are when there is none. */
export type FieldsReader = (fields: UrlFields) => unknown

/**
 * The reader of queries and forms. A repeated name is a list (OpenAPI's style `form`, exploded), names in brackets are the members of
 * an object (`deepObject`, nested as deeply as the schema says).
 */
export function fieldsReader(shape: Shape = ANY): FieldsReader {
  return readerFor(shape)
}

const readerFor = memoizedByObject((shape: Shape): FieldsReader => {
  if (!objectsOf(shape).length) return (fields) => fields
  const read: TextReader = repeatedTexts(shape)
  const takes = structuredNames(shape)
  const bases = objectsOf(shape).flatMap(({ properties }) => [...properties.keys()].flatMap(baseOf))
  return (fields) => read(withoutBrackets(withBrackets(fields, bases), takes))
})

const repeatedTexts = textReaders()

/** The text before the bracket of a name that has one. */
function baseOf(name: string): readonly string[] {
  const open = name.indexOf('[')
  return open > 0 ? [name.slice(0, open)] : []
}

/** The fields with brackets again in names that the schema itself gives them in, where an earlier parser has taken those for objects. */
function withBrackets(fields: UrlFields, bases: readonly string[]): UrlFields {
  const taken = bases.filter((base) => isMembers(fields[base]))
  if (taken.length === 0) return fields
  const flat = Object.assign(emptyFields(), fields)
  const put = (name: string, value: unknown): void => {
    if (!isMembers(value)) flat[name] = value
    else for (const key of Object.keys(value)) put(`${name}[${key}]`, value[key])
  }
  for (const base of taken) {
    delete flat[base]
    put(base, fields[base])
  }
  return flat
}

/** The objects that a shape allows: itself, or alternatives of a union. */
export function objectsOf(shape: Shape): readonly (Shape & { kind: 'object' })[] {
  const alternatives = shape.kind === 'union' ? shape.alternatives : [shape]
  return alternatives.filter((alternative) => alternative.kind === 'object')
}

/** Tells the names that may stand for an object or a list, by what any of the alternatives says of them. */
function structuredNames(shape: Shape): (name: string) => boolean {
  const objects = objectsOf(shape)
  const declared = new Set(
    objects
      .flatMap(({ properties }) =>
        [...properties.values()].filter((property) => hasStructure(property.shape) || property.shape.kind === 'any'),
      )
      .map(({ key }) => key),
  )
  const others = objects.some(({ additional }) => additional !== undefined && hasStructure(additional.shape))
  const known = new Set(objects.flatMap(({ properties }) => [...properties.keys()]))
  return (name) => declared.has(name) || (others && !known.has(name))
}

function hasStructure(shape: Shape): boolean {
  if (shape.kind === 'union') return shape.alternatives.some(hasStructure)
  return shape.kind === 'object' || shape.kind === 'array' || (shape.kind === 'string' && shape.asSent === true)
}
