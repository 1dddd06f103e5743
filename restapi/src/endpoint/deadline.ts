/** What becomes of work that is not done at the deadline. */
export interface Missed<Value> {
  /** Whether work counts as missed, too, that is done later but before a timer could tell: where more has to be done after it. */
  readonly isStrict?: boolean
  /** What is thrown in its place. */
  failure(cause: DOMException): Error
  /** Ends the work. */
  end?(reason: DOMException): void
  /** Lets go of what came too late. */
  drop?(value: Value): void
}

/** The moment by which a request is to be answered, as many times as it has to wait. */
export class Deadline {
  readonly #timeout: number
  readonly #end: number

  /** @param timeout milliseconds from now on */
  constructor(timeout: number) {
    this.#timeout = timeout
    this.#end = performance.now() + timeout
  }

  /** What `work` comes to, unless that takes until the deadline. What comes after that is dropped. */
  meet<Value>(work: Promise<Value>, missed: Missed<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      let isMissed = false
      const miss = (): void => {
        isMissed = true
        const cause = new DOMException(`no outcome after ${this.#timeout} ms`, 'TimeoutError')
        reject(missed.failure(cause))
        missed.end?.(cause) // afterwards, since ending it may be what makes it fail
      }
      const timer = setTimeout(miss, this.#end - performance.now())
      work.then(
        (value) => {
          clearTimeout(timer)
          if (!isMissed && missed.isStrict === true && performance.now() >= this.#end) miss()
          if (isMissed) missed.drop?.(value)
          else resolve(value)
        },
        (cause) => {
          clearTimeout(timer)
          reject(cause) // which nobody hears any more if it is late
        },
      )
    })
  }
}
