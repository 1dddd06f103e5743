import { deepStrictEqual } from 'node:assert'
import { answering } from '../process/answering.mjs'
import { documents } from './documents.mjs'

/**
 * The same work done in several ways, whose results must agree.
 *
 * @typedef {object} MicroScenario
 * @property {string} title
 * @property {string} reference the name of the way with which the others are compared
 * @property {(result: any) => unknown} comparable
 * @property {{ name: string, title: string, work: () => unknown }[]} ways
 */

/** The last result is kept, so that the compiler does not remove the work. @type {unknown} */
let sink

/** @type {{ work: () => unknown, times: number }[]} */
let prepared = []

/** The time that every way runs before it is measured, in rounds, so that it is compiled. */
const warmUp = 8

answering({
  /** Compares the results and finds out how often each way runs in a round. */
  async prepare(
    /** @type {{ suite: string, document: string, milliseconds: number }} */ { suite, document, milliseconds },
  ) {
    const { scenarioOf } = await import(`./${suite}.mjs`)
    const found = documents.find(({ name }) => name === document)
    /** @type {MicroScenario} */
    const { title, reference, ways, comparable } = await scenarioOf(found)
    const expected = comparable(ways[0].work())
    for (const { name, work } of ways) deepStrictEqual(comparable(work()), expected, `${name} has another result`)
    prepared = ways.map(({ work }) => ({ work, times: timesIn(work, milliseconds) }))
    return { title, reference, ways: ways.map(({ name, title }) => ({ name, title })) }
  },

  /** Measures one round, in times a second. */
  measure(/** @type {number} */ way) {
    const { work, times } = prepared[way]
    globalThis.gc?.()
    return { value: (times / timed(work, times)) * 1000 }
  },

  sink: () => typeof sink,
})

/** Returns how often the work runs in so many milliseconds. */
function timesIn(/** @type {() => unknown} */ work, /** @type {number} */ milliseconds) {
  let times = 1
  let took = 0
  for (let spent = 0; spent < warmUp * milliseconds; spent += took) {
    if (took > 0 && took < milliseconds / 2) times *= 2
    took = timed(work, times)
  }
  return Math.max(1, Math.round((times * milliseconds) / took))
}

/** Returns milliseconds. */
function timed(/** @type {() => unknown} */ work, /** @type {number} */ times) {
  const start = performance.now()
  for (let time = 0; time < times; time++) sink = work()
  return performance.now() - start
}
