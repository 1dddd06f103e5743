import type { GivenTexts, Source } from './sources/given.js'
import type { VariableGroup } from './variable.js'
import { groups } from './variables.js'

/** The text that replaces the value of a secret. */
export const hidden = '[hidden]'

/** A variable with the value that holds. */
export interface EffectiveVariable {
  readonly name: string
  /** The title of its group. */
  readonly group: string
  /** The text that holds, `[hidden]` for a secret, or `undefined` when the variable is unset and has no default. */
  readonly value: string | undefined
  /** A description of what holds when there is no value. */
  readonly unset: string | undefined
  readonly source: Source
}

/** Returns every variable in the order of the usage page, with the value that holds and its source. No secret is in it. */
export function effectiveVariables(given: GivenTexts): readonly EffectiveVariable[] {
  return Object.entries<VariableGroup>(groups).flatMap(([group, entries]) =>
    Object.entries(entries).map(([name, { secret, default: otherwise, unset }]) => {
      const { text, source } = given.get(name) ?? { text: otherwise, source: { kind: 'default' } }
      return { name, group, value: secret && text !== undefined ? hidden : text, unset, source }
    }),
  )
}
