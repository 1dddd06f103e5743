import { randomInt } from 'node:crypto'

/** A sequence of numbers that its seed decides (mulberry32). */
export class Random {
  readonly seed: number
  #state: number

  /** @param seed a whole number. @default CRASH_SEED of the environment, else a new one */
  constructor(seed = Number(process.env.CRASH_SEED ?? randomInt(2 ** 31))) {
    this.seed = seed
    this.#state = seed
  }

  /** Returns a whole number from 0 to `bound - 1`. */
  below(bound: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * bound)
  }

  /** Returns `count` moments from 1 to `end`, in order. */
  moments(count: number, end: number): number[] {
    return Array.from({ length: count }, () => 1 + this.below(end)).sort((one, other) => one - other)
  }
}
