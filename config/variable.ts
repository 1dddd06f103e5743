import type { z } from 'zod'

/** The parts of every variable. */
interface Description {
  /** The meaning, as a phrase for the usage page and the documentation. */
  readonly means: string
  readonly example: string
  /** The schema of its text. The messages end the sentence "must …". */
  readonly schema: z.ZodType<unknown, string>
  /** A secret's value is never shown, not even when it is wrong. @default false */
  readonly secret?: boolean
  /** True when the text is a list with commas; a configuration file may then have a list. @default false */
  readonly list?: boolean
}

/** A variable with a value of its own when it is unset. */
interface WithDefault extends Description {
  /** The text that holds when the variable is unset. */
  readonly default: string
  readonly unset?: never
}

/** A variable that may have no value. */
interface WithoutDefault extends Description {
  readonly default?: never
  /** A description of what holds when the variable is unset. */
  readonly unset: string
}

/** One variable of the configuration. An empty one counts as unset. */
export type Variable = WithDefault | WithoutDefault

/** The type of the value of a variable. */
export type ValueOf<V extends Variable> = V extends WithDefault
  ? z.output<V['schema']>
  : z.output<V['schema']> | undefined

/** The variables of one subject by name. */
export type VariableGroup = Readonly<Record<string, Variable>>
