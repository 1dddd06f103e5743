import { pairsOf } from './report/targets.mjs'

/**
 * A contestant with its value for each round (more is better), or the reason why it was not measured.
 *
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} title
 * @property {number[]} [rounds]
 * @property {number[]} [cpu] microseconds of the server's processor a request, by round
 * @property {Record<string, string>} [more] other observations, ready to be shown
 * @property {string} [skipped]
 */

/**
 * Contestants that did the same work in the same rounds.
 *
 * @typedef {object} Comparison
 * @property {string} group
 * @property {string} name unique in its group
 * @property {string} title
 * @property {string} unit of the values: `requests/s`
 * @property {string} reference the name of the contestant with which the others are compared
 * @property {Contestant[]} contestants
 * @property {string} [command] the command that measured it
 */

/** @typedef {{ version: string, date: string, comparisons: Comparison[] }} NodeResults */

/** Half the width of the 90 % interval, as a part of the median, at which rounds may end. */
export const precisions = { promised: 0.02, other: 0.1 }

/**
 * Lists the ratios of a comparison: each contestant to the reference, and those that a promise names.
 *
 * @param {string} comparison
 * @param {readonly string[]} names of the contestants, in their order
 * @param {string} reference
 * @returns {import('./rounds.mjs').Pair[]}
 */
export function ratiosOf(comparison, names, reference) {
  const promised = pairsOf(comparison).map(([own, other]) => ({ own, other, precision: precisions.promised }))
  const others = names.map((own) => ({ own, other: reference, precision: precisions.other }))
  return [...promised, ...others]
    .map(({ own, other, precision }) => ({ own: names.indexOf(own), reference: names.indexOf(other), precision }))
    .filter(({ own, reference: other }) => own >= 0 && other >= 0 && own !== other)
}
