import type { PartState, ReadParts } from '../api/health/readiness.js'

/** The state of a part. */
export type KnownState = Pick<PartState, 'ready' | 'detail'>

/** The remembered states of the parts of the service. */
export interface Readiness {
  readonly parts: ReadParts
  /** Remembers the state of a part that the service needs. */
  set(name: string, state: KnownState): void
  /**
   * Adds a part whose state is asked for by each request of `/readyz`. `check` returns what is remembered: it must not wait.
   *
   * @param required true when the service cannot serve without the part. @default false
   */
  addCheck(name: string, check: () => KnownState, required?: boolean): void
}

/** The state of tables that nobody has looked at. */
export const unknownTables = 'the tables have not been looked at yet'

/** Returns the readiness of a service that starts: its database, its migrations and itself are not ready yet. */
export function startingReadiness(): Readiness {
  const checks = new Map<string, () => KnownState & Pick<PartState, 'required'>>()
  const set = (name: string, state: KnownState) => void checks.set(name, () => ({ ...state, required: true }))
  set('database', { ready: false, detail: 'it has not been reached yet' })
  set('migrations', { ready: false, detail: unknownTables })
  set('service', { ready: false, detail: 'it starts' })
  return {
    parts: () => [...checks].map(([name, check]) => ({ name, ...check() })),
    set,
    addCheck: (name, check, required = false) => void checks.set(name, () => ({ ...check(), required })),
  }
}
