import { type Profiler, Session } from 'node:inspector'

/**
 * Counts the steps that the library's own code takes for some work: how often each of its functions, loops and branches was entered, as the
 * engine itself counts them for coverage. What the engine does by itself (a search in a string, a parser of JSON) is one step, since it is linear.
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
    this.#taken()
    work()
    return this.#taken()
  }

  stop(): void {
    this.#session.post('Profiler.stopPreciseCoverage')
    this.#session.disconnect()
  }

  /** The steps since the last time. */
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
