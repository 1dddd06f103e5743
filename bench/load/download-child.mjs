import { get } from 'node:http'
import { answering } from '../process/answering.mjs'

/** @typedef {{ bytes: number, seconds: number, content?: string }} Download */

/** Milliseconds. */
const longestSilence = 20_000

/**
 * Reads an answer to its end.
 *
 * @param {{ url: string, headers: Record<string, string>, keep?: boolean }} what
 * @returns {Promise<Download>}
 */
function download({ url, headers, keep = false }) {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const request = get(url, { headers, agent: false }, (response) => {
      let bytes = 0
      let content = ''
      if (response.statusCode !== 200) reject(new Error(`status ${response.statusCode} of ${url}`))
      response.on('data', (chunk) => {
        bytes += chunk.length
        if (keep) content += chunk
      })
      response.once('close', () => {
        if (!response.complete) return reject(new Error(`${url} broke off after ${bytes} bytes`))
        resolve({ bytes, seconds: (performance.now() - started) / 1000, content })
      })
    })
    request.setTimeout(longestSilence, () => request.destroy(new Error(`${url} fell silent`)))
    request.once('error', reject)
  })
}

answering({ download })
