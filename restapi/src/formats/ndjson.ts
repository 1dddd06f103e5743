import { stringifyJson } from '../values/json-value.js'
import type { Codec } from './codec.js'

/** Newline-delimited JSON, `application/x-ndjson`: one value a line, an array as its items. */
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
