import { appendFileSync } from 'node:fs'
import { isFull } from '../rounds.js'
import type { LoadFigures } from './steady-load.js'

/** A row of the table that `npm run test:faults` prints. */
export interface FaultRow {
  readonly fault: string
  readonly load: LoadFigures
  /** The same load without the fault. */
  readonly baseline?: LoadFigures
  /** Further figures. */
  readonly more?: Readonly<Record<string, string | number>>
}

/** Adds a row to the table; nothing in `npm test`. */
export function report(row: FaultRow): void {
  const file = process.env.ENDWARE_TEST_FIGURES
  if (file !== undefined) appendFileSync(file, `${JSON.stringify(row)}\n`)
}

/** Checks bars of time and memory, in full runs on a machine that had nothing else to do. */
export function onQuietMachine(check: () => void): void {
  if (isFull && process.env.ENDWARE_TEST_QUIET === 'yes') check()
}
