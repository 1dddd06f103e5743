import { setTimeout as pause } from 'node:timers/promises'
import type { Knex } from 'knex'
import type { OnDatabaseEvent } from './database-event.js'
import { errorCode } from './thrown-error.js'

export interface FullDiskWatchOptions {
  readonly onEvent: OnDatabaseEvent
  /** Returns whether the disk has room again. @default PostgreSQL is asked to sort on its disk */
  readonly hasRoom?: (() => Promise<boolean>) | undefined
  /** The pause between two looks at a full disk, in milliseconds. @default 2000 */
  readonly everyMs?: number | undefined
}

/** A watch over the disk of a database. */
export interface FullDiskWatch {
  close(): Promise<void>
}

/** PostgreSQL's state of a statement for which the disk has no room. */
const diskFull = '53100'

/**
 * Reports once that the database has no room on its disk, and once that it has room again. Statements that fail tell of the first. They
 * cannot tell of the second, because a change that fits into a page succeeds on a full disk. So the watch looks at intervals.
 */
export function watchFullDisk(knex: Knex, options: FullDiskWatchOptions): FullDiskWatch {
  const { onEvent, hasRoom = () => sortsOnDisk(knex), everyMs = 2_000 } = options
  const closing = new AbortController()
  let failures = 0
  let running: Promise<void> | undefined

  async function untilRoom(): Promise<void> {
    onEvent({ name: 'database-full', message: 'The disk of the database is full: changes are answered 503.' })
    for (;;) {
      const before = failures
      await pause(everyMs, undefined, { signal: closing.signal, ref: false })
      // A statement that has failed since the last look outweighs the room that there is now.
      if ((await hasRoom().catch(() => false)) && failures === before) break
    }
    onEvent({ name: 'database-has-room', message: 'The disk of the database has room again.' })
  }

  knex.on('query-error', (error: unknown) => {
    if (errorCode(error) !== diskFull || closing.signal.aborted) return
    failures += 1
    running ??= untilRoom()
      .catch(() => undefined)
      .finally(() => {
        running = undefined
      })
  })
  return {
    async close() {
      closing.abort()
      await running
    },
  }
}

/**
 * Lets PostgreSQL write three megabytes to its disk by a sort that has too little memory. That needs no right, writes nothing to the log
 * and leaves nothing behind.
 */
async function sortsOnDisk(knex: Knex): Promise<boolean> {
  return knex.transaction(async (transaction) => {
    await transaction.raw(`set local work_mem = '64kB'`)
    await transaction.raw('select count(*) from (select n from generate_series(1, 100000) n order by -n) sorted')
    return true
  })
}
