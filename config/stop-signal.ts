/** The number of each signal, which POSIX adds to 128 for the exit code of a process that it ended. */
const numbers = { SIGINT: 2, SIGTERM: 15 }

/**
 * The time in which the same signal counts once, in milliseconds. The terminal sends Ctrl-C to the whole process group, and npm sends it
 * again.
 */
const repetitionMs = 500

/** The interval of checks whether npm still runs, in milliseconds. */
const parentCheckMs = 500

/**
 * Returns a signal that aborts on SIGTERM, on SIGINT, and under npm when npm ends. The reason of the abort is the name of the signal. A
 * second signal ends the process at once; the exit code is 128 plus the number of the signal.
 */
export function stopSignal(): AbortSignal {
  const stop = new AbortController()
  let first = { name: '', at: 0 }
  for (const [name, number] of Object.entries(numbers)) {
    process.on(name, () => {
      if (!stop.signal.aborted) {
        first = { name, at: performance.now() }
        stop.abort(name)
      } else if (first.name !== name || performance.now() - first.at > repetitionMs) {
        process.exit(128 + number)
      }
    })
  }
  // A SIGTERM that only npm receives ends npm and its shell without a signal to this process. Its parent then changes.
  const parent = process.ppid
  if (process.env.npm_lifecycle_event !== undefined) {
    const check = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(check)
      stop.abort('the end of npm')
    }, parentCheckMs).unref()
  }
  return stop.signal
}
