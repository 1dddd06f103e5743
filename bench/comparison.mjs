/**
 * One who was measured: a value for each round, more being better; or why it was not.
 *
 * @typedef {object} Contestant
 * @property {string} name
 * @property {string} title
 * @property {number[]} [rounds]
 * @property {number[]} [cpu] microseconds of the server's processor for each request, by round
 * @property {Record<string, string>} [more] what else was seen, ready to be shown
 * @property {string} [skipped]
 */

/**
 * Contestants who did the same work, side by side in the same rounds.
 *
 * @typedef {object} Comparison
 * @property {string} group `micro`, `http`, `service` or `growth`
 * @property {string} name unique in its group
 * @property {string} title
 * @property {string} unit of the rounds: `requests/s`
 * @property {string} reference the name of the contestant that the others are compared with
 * @property {Contestant[]} contestants
 * @property {string} [command] what somebody typed to have it measured
 */

/**
 * What was measured on one version of Node.
 *
 * @typedef {object} NodeResults
 * @property {string} version
 * @property {string} date
 * @property {Comparison[]} comparisons
 */

/** The names of what can be run alone. */
export const groups = /** @type {const} */ (['micro', 'http', 'service', 'growth'])
