import { type Profiler, Session } from 'node:inspector'

/**
 * Counts the steps of the library's own code: how often its functions, loops and branches are entered, as the engine counts them for
 * coverage. Work inside the engine (a search in a string, the parser of JSON) is one step, because it is linear.
 */
export class StepCounter {
  readonly #session = new Session()
  readonly #source: RegExp

  /** @param source The paths of the code that is counted. */
  constructor(source: RegExp) {
    this.#source = source
    this.#session.connect()
    this.#session.post('Profiler.enable')
    this.#session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  }

  count(work: () => unknown): number {
    return this.counts([work])[0] as number
  }

  /** Counts the steps of each. The engine walks through its heap to read the counters, so one after the other is faster than one by one. */
  counts(works: readonly (() => unknown)[]): number[] {
    this.#taken()
    return works.map((work) => {
      work()
      return this.#taken()
    })
  }

  stop(): void {
    this.#session.post('Profiler.stopPreciseCoverage')
    this.#session.disconnect()
  }

  /** Returns the steps since the last call. */
  #taken(): number {
    let steps = 0
    this.#session.post('Profiler.takePreciseCoverage', (error, { result }: Profiler.TakePreciseCoverageReturnType) => {
      if (error !== null) throw error
      for (const { url, functions } of result)
        if (this.#source.test(url)) for (const { ranges } of functions) for (const { count } of ranges) steps += count
    })
    return steps
  }
}
