import type { Accepts } from './shape.js'

type JsonObject = { readonly [keyword: string]: unknown }

/** The constraints of a JSON Schema on text: `pattern`, `minLength`, `maxLength`; undefined when it has none. */
export function textConstraints(schema: JsonObject): Accepts | undefined {
  const pattern = patternOf(schema.pattern)
  const shortest = numberIn(schema.minLength, 0)
  const longest = numberIn(schema.maxLength, Number.POSITIVE_INFINITY)
  if (pattern === undefined && shortest === 0 && longest === Number.POSITIVE_INFINITY) return undefined
  return (value) => {
    const text = String(value)
    return text.length >= shortest && text.length <= longest && pattern?.test(text) !== false
  }
}

/** The constraints of a JSON Schema on a number: integers and the range. */
export function numberConstraints(schema: JsonObject): Accepts {
  const integer = schema.type === 'integer'
  const lowest = numberIn(schema.minimum, Number.NEGATIVE_INFINITY)
  const highest = numberIn(schema.maximum, Number.POSITIVE_INFINITY)
  const above = numberIn(schema.exclusiveMinimum, Number.NEGATIVE_INFINITY)
  const below = numberIn(schema.exclusiveMaximum, Number.POSITIVE_INFINITY)
  return (value) => {
    const number = Number(value)
    if (integer && !Number.isInteger(number)) return false
    return number >= lowest && number <= highest && number > above && number < below
  }
}

function numberIn(value: unknown, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise
}

/** ECMA-262 §22.2.1: a pattern is read as Unicode where it can be, since that is what JSON Schema expects. */
function patternOf(source: unknown): RegExp | undefined {
  if (typeof source !== 'string') return undefined
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags)
    } catch {
      // another dialect of patterns: validation itself knows it
    }
  }
  return undefined
}
