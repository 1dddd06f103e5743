import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { ClusterError } from './cluster-error.js'
import type { OnClusterEvent } from './cluster-event.js'

export interface SupervisedOptions {
  /** The name of the process in events. */
  readonly part: string
  readonly spawn: () => ChildProcess
  /** Resolves when the process serves. It is aborted when the process ends. */
  readonly ready: (signal: AbortSignal) => Promise<void>
  readonly onEvent: OnClusterEvent
}

/** A process that is started again when it ends by itself. */
export interface SupervisedProcess {
  /**
   * Starts it. Resolves when it serves.
   * @throws {ClusterError} when it ends before that
   */
  start(): Promise<void>
  /**
   * Stops it with a signal. Resolves to its exit code, or to the name of the signal that ended it; to 0 when it does not run.
   *
   * @param patience the time after which it is killed, in milliseconds
   */
  stop(signal: NodeJS.Signals, patience: number): Promise<number | string>
}

/** A process that serves. */
interface Running {
  /** Resolves to its exit code, or to the name of the signal that ended it. */
  readonly ended: Promise<number | string>
}

/** The pauses before a new start, in milliseconds. They double, and begin anew after a process that served for `steadyMs`. */
const [firstPauseMs, longestPauseMs, steadyMs] = [250, 10_000, 30_000]

/** Returns a process that is not started yet. */
export function supervisedProcess({ part, spawn, ready, onEvent }: SupervisedOptions): SupervisedProcess {
  let child: ChildProcess | undefined
  let stopping = new AbortController()
  let pauseMs = firstPauseMs

  /** Starts the process once. Resolves when it serves. */
  async function startOnce(): Promise<Running> {
    const started = spawn()
    child = started
    const gone = new AbortController()
    const ended = once(started, 'exit').then(
      ([code, signal]: (string | number | null)[]) => code ?? signal ?? 'nothing',
      (error: unknown) => String(error), // the program cannot be run
    )
    ended.finally(() => gone.abort())
    const failed = ended.then((end) => {
      throw new ClusterError(`${part} ended with ${end} before it served.`)
    })
    failed.catch(() => undefined)
    await Promise.race([ready(gone.signal), failed])
    return { ended }
  }

  /** Starts the process again whenever it ends, until it is stopped. */
  async function watch(first: Running, { signal: stop }: AbortController): Promise<void> {
    for (let running: Running | undefined = first; ; ) {
      const startedAt = performance.now()
      const end = (await running?.ended) ?? 'an error at its start'
      if (stop.aborted) return
      if (running !== undefined && performance.now() - startedAt > steadyMs) pauseMs = firstPauseMs
      onEvent({ part, message: `ended with ${end}; starts again in ${pauseMs / 1000} s` })
      await pause(pauseMs, undefined, { signal: stop }).catch(() => undefined)
      if (stop.aborted) return
      pauseMs = Math.min(pauseMs * 2, longestPauseMs)
      running = await startOnce().catch(() => undefined)
      if (running !== undefined) onEvent({ part, message: 'serves again' })
    }
  }

  return {
    async start() {
      stopping = new AbortController()
      pauseMs = firstPauseMs
      void watch(await startOnce(), stopping)
    },
    async stop(signal, patience) {
      stopping.abort()
      const last = child
      if (last === undefined || last.exitCode !== null || last.signalCode !== null) return 0
      const exited = once(last, 'exit')
      const timer = setTimeout(() => last.kill('SIGKILL'), patience)
      last.kill(signal)
      const [code, by]: (number | string | null)[] = await exited
      clearTimeout(timer)
      return code ?? by ?? 0
    },
  }
}
