import type { Accepts } from './shape.js'

type JsonObject = { readonly [keyword: string]: unknown }

/** Returns a check of the constraints on text (`pattern`, `minLength`, `maxLength`); `undefined` when there are none. */
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

/** Returns a check of the constraints on a number: `integer` and the range. */
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

/** Compiles a pattern with the Unicode flag, as JSON Schema expects, else without it; `undefined` for invalid patterns. @see ECMA-262 §22.2.1 */
function patternOf(source: unknown): RegExp | undefined {
  if (typeof source !== 'string') return undefined
  for (const flags of ['u', '']) {
    try {
      return new RegExp(source, flags)
    } catch {
      // the validator may use another dialect of patterns, and applies it itself
    }
  }
  return undefined
}
