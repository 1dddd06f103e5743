import { Child } from './child.mjs'
import { cores } from './cores.mjs'

/** @typedef {import('./server-child.mjs').Usage} Usage */

/** A server in a process and on a core of its own; or why there is none. */
export class Server {
  #child

  /**
   * Starts the server that `module` exports as `listen(options)`.
   *
   * @param {string} node the executable
   * @param {URL} module
   * @param {object} [options]
   * @param {number} [core] -1 for any
   * @returns {Promise<Server | string>} a text when the module says why it does not serve
   */
  static async start(node, module, options = {}, core = cores.server) {
    const script = new URL('server-child.mjs', import.meta.url)
    const child = new Child({ node, script, core })
    try {
      const port = await child.ask('listen', { module: module.href, options })
      if (typeof port === 'number') return new Server(child, `http://127.0.0.1:${port}`)
      await child.stop()
      return String(port)
    } catch (error) {
      await child.stop()
      throw error
    }
  }

  /** @param {Child} child @param {string} url */
  constructor(child, url) {
    this.#child = child
    this.url = url
  }

  /** Returns the resources used since the last call. @returns {Promise<Usage>} */
  usage() {
    return this.#child.ask('usage')
  }

  stop() {
    return this.#child.stop()
  }
}
