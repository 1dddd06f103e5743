/** The number of each signal, which POSIX adds to 128 for the exit code of a process that it ended. */
const numbers = { SIGINT: 2, SIGTERM: 15 }

/** npm passes on the Ctrl-C that the terminal has already sent to the whole group: one press arrives twice within this time, in ms. */
const echo = 500

/**
 * Fires once the process is told to stop, by SIGTERM or SIGINT; the reason is the signal's name. A further signal ends the process at
 * once, with 128 and the signal's number.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  let first = { name: '', at: 0 }
  for (const [name, number] of Object.entries(numbers)) {
    process.on(name, () => {
      if (!stop.signal.aborted) {
        first = { name, at: performance.now() }
        stop.abort(name)
      } else if (first.name !== name || performance.now() - first.at > echo) {
        process.exit(128 + number)
      }
    })
  }
  return stop.signal
}
