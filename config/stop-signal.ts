/** The number of each signal, which POSIX adds to 128 for the exit code of a process that it ended. */
const numbers = { SIGINT: 2, SIGTERM: 15 }

/** npm passes on the Ctrl-C that the terminal has already sent to the whole group: one press arrives twice within this time, in ms. */
const echo = 500

/** The interval of checks whether npm still runs, in milliseconds. */
const look = 500

/**
 * Fires once the process is told to stop, by SIGTERM or SIGINT or, under npm, by the end of npm; the reason is the signal's name. A further signal ends the process at
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
  // A SIGTERM for npm ends npm and the shell between, which tell nobody; the process then has another parent.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event !== undefined) {
    const looking = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(looking)
      stop.abort('the end of npm')
    }, look).unref()
  }
  return stop.signal
}
