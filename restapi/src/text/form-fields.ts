import type { Shape } from '../schema/shape.js'
import { ANY } from '../schema/shape-combination.js'
import { memoizedByObject } from '../values/memoized-by-object.js'
import { nestBracketNames } from './bracket-names.js'
import { type TextReader, textReaders } from './text-reader.js'
import { emptyFields, isRecord, type UrlFields } from './url-encoded-fields.js'

/** A function that reads the fields of a query or a form as a value of a shape. */
export type FieldsReader = (fields: UrlFields) => unknown

/**
 * Returns the reader of queries and forms for a shape. A repeated name is a list (OpenAPI's style `form`, exploded). Names in brackets are
 * members of an object (style `deepObject`), which may be nested. Without a shape, the reader returns the fields unchanged.
 */
export function fieldsReader(shape: Shape = ANY): FieldsReader {
  return readerFor(shape)
}

const readerFor = memoizedByObject((shape: Shape): FieldsReader => {
  if (!objectsOf(shape).length) return (fields) => fields
  const read: TextReader = repeatedTexts(shape)
  const takes = structuredNames(shape)
  const bases = objectsOf(shape).flatMap(({ properties }) => [...properties.keys()].flatMap(baseOf))
  return (fields) => read(nestBracketNames(restoreBracketNames(fields, bases), takes))
})

const repeatedTexts = textReaders()

/** Returns the text before the bracket of a name, as a list of one; an empty list for a name without brackets. */
function baseOf(name: string): readonly string[] {
  const open = name.indexOf('[')
  return open > 0 ? [name.slice(0, open)] : []
}

/** Restores names with brackets that the schema declares. An earlier parser may have made objects of them. */
function restoreBracketNames(fields: UrlFields, bases: readonly string[]): UrlFields {
  const taken = bases.filter((base) => isRecord(fields[base]))
  if (taken.length === 0) return fields
  const flat = Object.assign(emptyFields(), fields)
  const put = (name: string, value: unknown): void => {
    if (!isRecord(value)) flat[name] = value
    else for (const key of Object.keys(value)) put(`${name}[${key}]`, value[key])
  }
  for (const base of taken) {
    delete flat[base]
    put(base, fields[base])
  }
  return flat
}

/** Returns the object shapes that a shape allows: itself, or alternatives of a union. */
export function objectsOf(shape: Shape): readonly (Shape & { kind: 'object' })[] {
  const alternatives = shape.kind === 'union' ? shape.alternatives : [shape]
  return alternatives.filter((alternative) => alternative.kind === 'object')
}

/** Returns a check for names whose value may be an object or a list in one of the alternatives. */
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
