/**
 * What every part of a run needs.
 *
 * @typedef {object} RunContext
 * @property {import('./process/nodes.mjs').NodeVersion} node the version that is measured
 * @property {import('./effort.mjs').Effort} effort
 * @property {import('./load/generator.mjs').Generator} load
 * @property {(group: string, name: string) => boolean} wants whether this comparison was asked for
 */

export {}
