import { deepStrictEqual } from 'node:assert'
import { answering } from '../process/answering.mjs'
import { inRounds } from '../rounds.mjs'
import { suites } from './suites.mjs'

/** @typedef {import('./scenario.mjs').MicroScenario} MicroScenario */
/** @typedef {import('./scenario.mjs').Way} Way */

/** Results go here, so that no compiler may leave the work out. @type {unknown} */
let sink

/** @param {{ suite: string, only: string[], rounds: number, milliseconds: number }} how */
async function measure({ suite, only, rounds, milliseconds }) {
  const { group, scenarios } = suites[suite]
  const comparisons = []
  for (const scenario of await scenarios()) {
    if (!only.includes(scenario.name)) continue
    await checkResults(scenario)
    const { name, title, reference, ways } = scenario
    const calibrated = []
    for (const way of ways) calibrated.push({ way, times: await timesIn(way, milliseconds) })
    const perSecond = await inRounds(calibrated, rounds, async ({ way, times }) => {
      globalThis.gc?.()
      return (times / (await timed(way, times))) * 1000
    })
    const contestants = ways.map((way, at) => ({ name: way.name, title: way.title, rounds: perSecond[at] }))
    comparisons.push({ group, name, title, unit: 'times/s', reference, contestants })
  }
  return comparisons
}

/** @throws when two ways come to different results */
async function checkResults(/** @type {MicroScenario} */ { name, ways, comparable }) {
  if (comparable === undefined) return
  const comparables = ways.filter(({ incomparable }) => !incomparable)
  const expected = comparable(await comparables[0].work())
  for (const way of comparables) {
    deepStrictEqual(comparable(await way.work()), expected, `${name}: ${way.name} comes to something else`)
  }
}

/** How many rounds' worth of time every way is run before it is measured, so that it is compiled. */
const warmUpRounds = 8

/** How many times fit into so many milliseconds; found out by doing, which warms up as well. */
async function timesIn(/** @type {Way} */ way, /** @type {number} */ milliseconds) {
  let times = 1
  let spent = 0
  let took = 0
  while (spent < warmUpRounds * milliseconds) {
    took = await timed(way, times)
    spent += took
    if (took < milliseconds / 2) times *= 2
  }
  return Math.max(1, Math.round((times * milliseconds) / took))
}

/** Milliseconds. */
async function timed(/** @type {Way} */ { work, isAsync }, /** @type {number} */ times) {
  const start = performance.now()
  if (isAsync) for (let time = 0; time < times; time++) sink = await work()
  else for (let time = 0; time < times; time++) sink = work()
  return performance.now() - start
}

answering({
  names: async (/** @type {string} */ suite) => (await suites[suite].scenarios()).map(({ name }) => name),
  measure,
  sink: () => typeof sink,
})
