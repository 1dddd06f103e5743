import { isOwnText } from '../repository/connection-failure.js'
import type { OnDatabaseEvent } from '../repository/database-event.js'
import { type Readiness, unknownTables } from './readiness.js'
import type { DatabaseObservers } from './watch-database.js'

const readOnly = 'the database is read-only'
const full = 'the disk of the database is full'

/** Returns the functions that remember the state of the database for `/readyz`. */
export function databaseReadiness(readiness: Readiness): DatabaseObservers {
  const lost = (reason: string) => {
    // Other reasons are for the log: they may name hosts and users.
    const detail = isOwnText(reason) ? `it does not answer: ${reason}` : 'it does not answer'
    readiness.set('database', { ready: false, detail })
  }
  const obstacles = new Set<string>()
  readiness.addCheck('writes', () => {
    const [detail] = obstacles
    return detail === undefined ? { ready: true } : { ready: false, detail }
  })
  const onEvent: OnDatabaseEvent = (event) => {
    switch (event.name) {
      case 'database-unreachable':
        lost(event.reason)
        readiness.set('migrations', { ready: false, detail: unknownTables })
        break
      case 'database-lost':
        lost(event.reason)
        break
      case 'database-restored':
        readiness.set('database', { ready: true })
        break
      case 'database-awaits-writes':
        readiness.set('database', { ready: true })
        readiness.set('migrations', { ready: false, detail: readOnly })
        break
      case 'database-outdated':
        readiness.set('database', { ready: true })
        readiness.set('migrations', { ready: false, detail: 'the tables are older than this version' })
        break
      case 'database-read-only':
        obstacles.add(readOnly)
        break
      case 'database-writable':
        obstacles.delete(readOnly)
        break
      case 'database-full':
        obstacles.add(full)
        break
      case 'database-has-room':
        obstacles.delete(full)
        break
    }
  }
  return { onEvent, onReason: lost }
}
