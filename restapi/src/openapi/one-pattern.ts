import type { SchemaObject } from './map-schema.js'
import { portablePattern } from './portable-pattern.js'

/** Gives the flags of the expression that a pattern was made of. */
export type FlagsOf = (source: string) => string

/**
 * Makes the patterns of a schema portable, and one of several, which validators give in an `allOf`: generators make a type that is no type
 * of it. A pattern that cannot be made portable is left out; validation knows it all the same.
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

/** Combines patterns by lookahead. One that refers to its groups by number would refer to those of another, and is left out. */
function combined(patterns: readonly string[]): string | undefined {
  const free = patterns.length < 2 ? patterns : patterns.filter((each) => !/\\[1-9]/.test(each))
  const [last, ...before] = free.toReversed()
  if (last === undefined || before.length === 0) return last
  return `^${before
    .toReversed()
    .map((each) => `(?=${anywhere(each)})`)
    .join('')}${anywhere(last)}`
}

/** A pattern is looked for anywhere in the text (JSON Schema validation §6.3.3). */
function anywhere(pattern: string): string {
  const isAnchored = pattern.startsWith('^') && !pattern.includes('|')
  return isAnchored ? pattern.slice(1) : `[\\s\\S]*(?:${pattern})`
}

/** Names of members whose pattern is not portable are any names. */
function withNames(given: Readonly<Record<string, unknown>>, rest: object): object {
  const entries = Object.entries(given).map(([name, schema]) => [portablePattern(name), schema] as const)
  const known = entries.filter(([name]) => name !== undefined)
  const isOpen = known.length < entries.length && 'additionalProperties' in rest
  return {
    ...(known.length === 0 ? {} : { patternProperties: Object.fromEntries(known) }),
    ...(isOpen ? { additionalProperties: true } : {}),
  }
}
