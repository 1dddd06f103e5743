import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { onCore } from './cores.mjs'

/**
 * A Node process that answers questions; see answering.mjs for its side. It is stopped by its own pid, never outlives this process, and
 * every question has an end.
 */
export class Child {
  #process
  #number = 0
  /** @type {Map<number, { resolve: (value: any) => void, reject: (error: Error) => void }>} */
  #waiting = new Map()
  #errors = ''

  /**
   * @param {object} how
   * @param {string} how.node the executable
   * @param {URL} how.script
   * @param {number} how.core
   * @param {string[]} [how.flags] of Node
   */
  constructor({ node, script, core, flags = [] }) {
    const [command, args] = onCore(core, node, [...flags, fileURLToPath(script)])
    const env = { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' }
    this.#process = spawn(command, args, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], env })
    this.#process.on('message', (/** @type {any} */ message) => this.#answered(message))
    this.#process.stderr?.on('data', (data) => {
      this.#errors = (this.#errors + data).slice(-4000)
    })
    this.#process.on('error', (error) => this.#fail(error.message))
    this.#process.on('exit', (code, signal) => this.#fail(`the process ended (${signal ?? code})`))
  }

  /**
   * @param {string} question
   * @param {unknown} [argument]
   * @param {number} [limit] milliseconds
   * @returns {Promise<any>}
   */
  ask(question, argument, limit = 60_000) {
    this.#number += 1
    const number = this.#number
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#fail(`no answer to '${question}' within ${limit} ms`), limit)
      const settle = (/** @type {(value: any) => void} */ by) => (/** @type {any} */ value) => {
        clearTimeout(timer)
        by(value)
      }
      this.#waiting.set(number, { resolve: settle(resolve), reject: settle(reject) })
      if (!this.#process.connected) return this.#fail('the process is gone')
      this.#process.send({ number, question, argument })
    })
  }

  /** Ends the process, and resolves when it is gone. */
  async stop() {
    const { exitCode, signalCode, pid } = this.#process
    if (pid === undefined || exitCode !== null || signalCode !== null) return
    const gone = new Promise((resolve) => this.#process.once('exit', resolve))
    this.#process.kill('SIGTERM')
    const timer = setTimeout(() => this.#process.kill('SIGKILL'), 3_000)
    await gone
    clearTimeout(timer)
  }

  #answered(/** @type {{ number: number, value?: unknown, error?: string }} */ { number, value, error }) {
    const waiting = this.#waiting.get(number)
    this.#waiting.delete(number)
    if (error === undefined) waiting?.resolve(value)
    else waiting?.reject(new Error(error))
  }

  #fail(/** @type {string} */ reason) {
    const error = new Error(`${reason}${this.#errors === '' ? '' : `\n${this.#errors}`}`)
    for (const { reject } of this.#waiting.values()) reject(error)
    this.#waiting.clear()
  }
}
