import { setTimeout as pause } from 'node:timers/promises'

/** @typedef {import('./comparison.mjs').Comparison} Comparison */

/** What is measured on one version of Node, and what came of it. One part that fails does not take the others along. */
export class NodeRun {
  /** @type {Comparison[]} */
  comparisons = []
  /** @type {string[]} */
  failures = []

  /**
   * @param {object} how
   * @param {import('./process/nodes.mjs').NodeVersion} how.node
   * @param {import('./effort.mjs').Effort} how.effort
   * @param {import('./load/generator.mjs').Generator} how.load
   * @param {(group: string, name: string) => boolean} how.wants whether this comparison was asked for
   * @param {(comparison: Comparison) => void} how.onComparison
   * @param {(text: string) => void} how.onFailure
   */
  constructor({ node, effort, load, wants, onComparison, onFailure }) {
    this.node = node
    this.effort = effort
    this.load = load
    this.wants = wants
    this.onComparison = onComparison
    this.onFailure = onFailure
  }

  /**
   * Does the work and takes what it measured, if it was asked for.
   *
   * @param {string} group
   * @param {string} name
   * @param {() => Promise<Comparison[]>} work
   */
  async take(group, name, work) {
    if (!this.wants(group, name)) return
    try {
      for (const comparison of await work()) {
        this.comparisons.push(comparison)
        this.onComparison(comparison)
      }
    } catch (error) {
      const text = `${group} ${name} on Node ${this.node.version}: ${error instanceof Error ? error.message : error}`
      this.failures.push(text)
      this.onFailure(text)
    }
    await pause(this.effort.quick ? 0 : 500) // the processes that were stopped are gone
  }
}
