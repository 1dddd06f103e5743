import type { StandardIssue } from '../schema/standard-schema.js'
import { arktypeFaults } from './arktype-faults.js'
import { type Fault, otherFault, type PlacedFault } from './fault.js'
import { fieldName } from './field-name.js'
import { valibotFault } from './valibot-faults.js'
import { zodFault } from './zod-faults.js'

/** The value that was validated, and who did it. */
export interface Validated {
  /** The vendor of the schema, by Standard Schema. */
  readonly vendor: string
  readonly value: unknown
  /** The name of the whole value, as messages have it: `the body`. */
  readonly whole: string
}

/**
 * Returns the faults that an issue of a validator tells, in words that are the same for zod, Valibot and ArkType. Other validators keep
 * their own words.
 */
export function issueFaults(issue: StandardIssue, { vendor, value, whole }: Validated): readonly PlacedFault[] {
  const path = (issue.path ?? []).map((step) => (typeof step === 'object' ? step.key : step))
  const placed = ({ path: place, fault }: PlacedFault): PlacedFault => ({
    path: place,
    fault: neverEmpty(fault.kind === 'custom' || valueAt(value, place) !== undefined ? fault : absent(fault)),
  })
  if (vendor === 'arktype') return arktypeFaults(issue, fieldName(path, whole)).map(placed)
  return [placed({ path, fault: ofVendor(vendor, issue) })]
}

function ofVendor(vendor: string, issue: StandardIssue): Fault {
  if (vendor === 'zod') return zodFault(issue)
  return vendor === 'valibot' ? valibotFault(issue) : { kind: 'custom', text: String(issue.message) }
}

/** Returns the fault of a value that is absent: a validator may say that its type or its constant is wrong. */
function absent(fault: Fault): Fault {
  return fault.kind === 'type' || fault.kind === 'values' || fault.kind === 'union' ? { kind: 'missing' } : fault
}

function neverEmpty(fault: Fault): Fault {
  return fault.kind === 'custom' && fault.text === '' ? otherFault : fault
}

/** Returns the value at a path, by own members; `undefined` where there is none. */
function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let at = value
  for (const key of path) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) return undefined
    at = Reflect.get(at, key)
  }
  return at
}
