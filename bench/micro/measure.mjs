import { ratiosOf } from '../comparison.mjs'
import { Child } from '../process/child.mjs'
import { cores } from '../process/cores.mjs'
import { inRounds } from '../rounds.mjs'

/** @typedef {import('../run.mjs').Run} Run */

/** The files of this folder that export scenarios. */
const suites = ['encode-xml', 'decode-xml']
const documents = ['small', 'list', 'order']

/** Milliseconds of a round. */
const roundTime = { quick: 5, full: 60 }

/** Plans the codecs beside other packages, in one process each. @returns {import('../run.mjs').Planned[]} */
export function microComparisons(/** @type {Run} */ run) {
  return suites.flatMap((suite) =>
    documents.map((document) => ({ name: `${suite}-${document}`, make: () => compare(suite, document, run) })),
  )
}

/** @param {string} suite @param {string} document @param {Run} run @returns {Promise<import('../comparison.mjs').Comparison>} */
async function compare(suite, document, { node, options: { quick, rounds: limit } }) {
  const script = new URL('measure-child.mjs', import.meta.url)
  const child = new Child({ node: node.executable, script, core: cores.server, flags: ['--expose-gc'] })
  try {
    const milliseconds = quick ? roundTime.quick : roundTime.full
    const { title, reference, ways } = await child.ask('prepare', { suite, document, milliseconds })
    const names = ways.map((/** @type {{ name: string }} */ way) => way.name)
    const name = `${suite}-${document}`
    const rounds = await inRounds(names.length, ratiosOf(name, names, reference), limit, (at) =>
      child.ask('measure', at),
    )
    const contestants = ways.map((/** @type {{ name: string, title: string }} */ way, /** @type {number} */ at) => ({
      ...way,
      rounds: rounds[at].map(({ value }) => value),
    }))
    return { group: 'micro', name, title, unit: 'times/s', reference, contestants }
  } finally {
    await child.stop()
  }
}
