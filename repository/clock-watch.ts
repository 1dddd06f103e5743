import type { OnDatabaseEvent } from './database-event.js'

/** The difference between the clock of a server and that of this machine. */
export interface ClockDifference {
  /** The clock of the server minus that of this machine, in milliseconds. */
  readonly aheadMs: number
  /** The largest error of `aheadMs`, in milliseconds: the server was asked at an unknown moment between two readings of this machine. */
  readonly errorMs: number
}

/** The difference from which the clocks count as different, in milliseconds. */
const limitMs = 5_000

/** Returns the difference of a server whose clock said `server` at a moment from `sent` to `received`, all in milliseconds since 1970. */
export function clockDifference(server: number, sent: number, received: number): ClockDifference {
  return { aheadMs: Math.round(server - (sent + received) / 2), errorMs: Math.abs(received - sent) / 2 }
}

/** Returns a function that takes differences. It reports once that the clocks differ, and once that they agree again. */
export function clockWatch(onEvent: OnDatabaseEvent): (difference: ClockDifference) => void {
  let isWrong = false
  return ({ aheadMs, errorMs }) => {
    const wasWrong = isWrong
    // A slow answer says too little to report anything.
    if (Math.abs(aheadMs) - errorMs >= limitMs) isWrong = true
    else if (Math.abs(aheadMs) + errorMs < limitMs) isWrong = false
    if (isWrong && !wasWrong) {
      const way = aheadMs > 0 ? 'ahead of' : 'behind'
      const message = `The clock of the database is ${Math.abs(aheadMs) / 1000} s ${way} that of this machine. Deadlines of payments are wrong by that, and valid tokens may be refused.`
      onEvent({ name: 'clock-differs', message, aheadMs })
    } else if (!isWrong && wasWrong) {
      onEvent({ name: 'clock-agrees', message: 'The clocks of the database and of this machine agree again.' })
    }
  }
}
