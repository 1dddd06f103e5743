/**
 * The same work by several ways.
 *
 * @typedef {object} MicroScenario
 * @property {string} name
 * @property {string} title
 * @property {string} reference the name of the contestant that the others are compared with
 * @property {Way[]} ways
 * @property {(result: any) => unknown} [comparable] what has to be the same of all results; without it nothing is compared
 */

/**
 * @typedef {object} Way
 * @property {string} name
 * @property {string} title
 * @property {() => unknown} work
 * @property {boolean} [isAsync]
 * @property {boolean} [incomparable] whether its result is something else
 */

export {}
