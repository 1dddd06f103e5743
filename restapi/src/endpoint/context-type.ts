import type { NoContext, Provider } from '../contract/provider.js'

/**
 * The context that the providers in `Use` give, after those that gave `Before`. A later provider's name wins.
 *
 * @example
 * const use = [provide(() => ({ user: 'ann' }))] as const
 * const greet = ({ user }: ContextOf<typeof use>): string => `Hello ${user}`
 */
export type ContextOf<Use, Before extends object = NoContext> = Use extends readonly [infer First, ...infer Rest]
  ? ContextOf<Rest, First extends Provider<never, infer Adds> ? Merged<Before, Adds> : Before>
  : Use extends readonly (infer Each)[]
    ? number extends Use['length']
      ? Merged<Before, AllOf<Each>>
      : Before
    : Before

/** The names of both, as one readable object type. A name that the later one may not have keeps its earlier type beside the new one. */
export type Merged<Before, Adds> = Before extends unknown
  ? Adds extends unknown
    ? {
        readonly [Name in keyof (Omit<Before, keyof Adds> & Adds)]: Name extends keyof Before & keyof Adds
          ? Later<Before[Name], Adds, Name>
          : (Omit<Before, keyof Adds> & Adds)[Name]
      }
    : never
  : never

type Later<Earlier, Adds, Name extends keyof Adds> =
  Pick<Adds, Name> extends Required<Pick<Adds, Name>> ? Adds[Name] : Adds[Name] | Earlier

/** The names of all providers of an array whose order the compiler does not know. */
type AllOf<Each> = (Each extends Provider<never, infer Adds> ? (adds: Adds) => void : never) extends (
  adds: infer All,
) => void
  ? All
  : NoContext

/** The names that providers of such an array need. */
type NeededBy<Each> = (Each extends Provider<infer Needs, object> ? (needs: Needs) => void : never) extends (
  needs: infer All,
) => void
  ? All
  : NoContext

/**
 * A constraint on a contract: its providers need only names that the router's providers or earlier ones give. In an array that is no
 * tuple, the order is unknown, so that any of its providers may give them.
 */
export type Supplied<Use, Before extends object = NoContext> = Use extends readonly [infer First, ...infer Rest]
  ? First extends Provider<infer Needs, infer Adds>
    ? Checked<Needs, Before, Supplied<Rest, Merged<Before, Adds>>>
    : Supplied<Rest, Before>
  : Use extends readonly (infer Each)[]
    ? number extends Use['length']
      ? Checked<NeededBy<Each>, ContextOf<Use, Before>, unknown>
      : unknown
    : unknown

/** `Next` if `Before` has the names of `Needs`. A provider of unknown needs, such as one of type `Provider`, is accepted. */
type Checked<Needs, Before, Next> = [Needs] extends [never]
  ? Next
  : [Before] extends [Needs]
    ? Next
    : ContextNotProvided<Missing<Needs, Before>>

/** The type in the message of the compiler: the names that a provider needs and that no earlier provider gives. */
export interface ContextNotProvided<out Names> {
  readonly contextNotProvided: Names
}

/** The names that are missing, or that have another type. A conditional type, since the compiler shows its result, and not its name. */
type Missing<Needs, Before> = Needs extends object
  ? {
      [Name in keyof Needs as Name extends keyof Before
        ? Before[Name] extends Needs[Name]
          ? never
          : Name
        : Name]: Name extends keyof Before ? [given: Before[Name], needed: Needs[Name]] : [missing: Needs[Name]]
    }
  : never
