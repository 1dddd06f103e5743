import type { SchemaObject } from '../schema/map-schema.js'
import { portablePattern } from './portable-pattern.js'

/** Returns the flags of the regular expression that has this source. */
export type FlagsOf = (source: string) => string

/**
 * Makes the patterns of a schema portable, and combines those that validators put in an `allOf`: client generators make a wrong type of such
 * an `allOf`. A pattern that has no portable form is left out of the document; validation still applies it.
 */
export function withOnePattern(schema: SchemaObject, flagsOf: FlagsOf = () => ''): SchemaObject {
  const { pattern, allOf, patternProperties, ...rest } = schema as PatternSchema
  const others = (allOf ?? []).filter((each) => !isPattern(each))
  const sources = [pattern, ...(allOf ?? []).filter(isPattern).map((each) => each.pattern)].filter(isText)
  const portable = sources.map((source) => portablePattern(source, flagsOf(source))).filter(isText)
  const all = combined([...new Set(portable)])
  return {
    ...rest,
    ...(all === undefined ? {} : { pattern: all }),
    ...(others.length === 0 ? {} : { allOf: others }),
    ...(patternProperties === undefined ? {} : withNames(patternProperties, rest)),
  } as SchemaObject
}

interface PatternSchema {
  readonly pattern?: string
  readonly allOf?: readonly object[]
  readonly patternProperties?: Readonly<Record<string, unknown>>
}

function isPattern(schema: object): schema is { readonly pattern: string } {
  return Object.keys(schema).join() === 'pattern'
}

function isText(value: string | undefined): value is string {
  return value !== undefined
}

/** Combines patterns by lookahead. A pattern with numbered references is left out: the numbers would refer to groups of another pattern. */
function combined(patterns: readonly string[]): string | undefined {
  const free = patterns.length < 2 ? patterns : patterns.filter((each) => !/\\[1-9]/.test(each))
  const [last, ...before] = free.toReversed()
  if (last === undefined || before.length === 0) return last
  return `^${before
    .toReversed()
    .map((each) => `(?=${anywhere(each)})`)
    .join('')}${anywhere(last)}`
}

/** Returns a pattern that matches anywhere in a text, as patterns of JSON Schema do. @see JSON Schema Validation §6.3.3 */
function anywhere(pattern: string): string {
  const isAnchored = pattern.startsWith('^') && !pattern.includes('|')
  return isAnchored ? pattern.slice(1) : `[\\s\\S]*(?:${pattern})`
}

/** Makes the patterns of member names portable. If one has no portable form, any name is allowed. */
function withNames(given: Readonly<Record<string, unknown>>, rest: object): object {
  const entries = Object.entries(given).map(([name, schema]) => [portablePattern(name), schema] as const)
  const known = entries.filter(([name]) => name !== undefined)
  const isOpen = known.length < entries.length && 'additionalProperties' in rest
  return {
    ...(known.length === 0 ? {} : { patternProperties: Object.fromEntries(known) }),
    ...(isOpen ? { additionalProperties: true } : {}),
  }
}
