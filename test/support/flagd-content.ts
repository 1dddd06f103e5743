import { type FlagDescription, flagTable } from '../../flags/flag-table.js'

/** The targeting rule of each flag, or its variant for everybody. */
type Rules = Readonly<Record<string, boolean | string | object>>

/** Returns the content of a file of flagd with these flags. A rule that is an object is the targeting of the flag. */
export function flagdContent(rules: Rules): string {
  const flags = Object.entries(rules).map(([name, rule]) => {
    const known = Object.entries<FlagDescription<boolean | string>>(flagTable).find(([each]) => each === name)?.[1]
    const isOfType = typeof rule === 'object' || typeof rule === typeof known?.default
    const values = [...(isOfType ? (known?.values ?? []) : []), ...(typeof rule === 'object' ? [] : [rule])]
    const variants = Object.fromEntries(values.map((value) => [String(value), value]))
    const defaultVariant = String(typeof rule === 'object' ? known?.default : rule)
    return [name, { state: 'ENABLED', variants, defaultVariant, ...(typeof rule === 'object' && { targeting: rule }) }]
  })
  return JSON.stringify({ flags: Object.fromEntries(flags) })
}

/** Returns a targeting rule: `variant` for this caller, and the default for all others. */
export function onlyFor(caller: string, variant: string): object {
  return { if: [{ '===': [{ var: 'targetingKey' }, caller] }, variant, null] }
}
