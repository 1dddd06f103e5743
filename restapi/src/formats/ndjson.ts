import { stringifyJson } from '../values/json-value.js'
import type { Codec } from './codec.js'

/**
 * Returns a codec for newline-delimited JSON, `application/x-ndjson`: one value per line. An array is written as its items.
 *
 * @example
 * routes.get('/readings', { codecs: [json(), ndjson()] }, async function* () {
 *   yield { temperature: 21 }
 * })
 */
export function ndjson(): Codec {
  return {
    name: 'ndjson',
    mediaTypes: ['application/x-ndjson', 'application/jsonl'],
    valuesOnly: true,
    encode: (value) => (Array.isArray(value) ? value.map(line).join('') : line(value)),
    async *encodeEach(values) {
      for await (const value of values) yield line(value)
    },
  }
}

function line(value: unknown): string {
  return `${stringifyJson(value)}\n`
}
