import fastJsonStringify from 'fast-json-stringify'
import { json } from '../endware.mjs'
import { documents } from './fixtures.mjs'
import { shapeOf } from './shape-of.mjs'

/** Writing JSON. @returns {Promise<import('./scenario.mjs').MicroScenario[]>} */
export function encodeJson() {
  return Promise.all(documents.map(scenarioOf))
}

/** @param {typeof documents[number]} document */
async function scenarioOf({ name, title, value, schema, jsonSchema }) {
  const codec = json()
  const withSchema = {
    mediaType: 'application/json',
    kind: /** @type {const} */ ('value'),
    shape: (await shapeOf(schema)).encode,
  }
  const without = { ...withSchema, shape: undefined }
  const stringify = fastJsonStringify(/** @type {any} */ (jsonSchema))
  return {
    name: `encode-json-${name}`,
    title: `Writing JSON: ${title}`,
    reference: 'stringify',
    comparable: JSON.parse,
    ways: [
      { name: 'stringify', title: '`JSON.stringify`', work: () => JSON.stringify(value) },
      { name: 'endware', title: '**end-ware**', work: () => codec.encode?.(value, without) },
      { name: 'endware-schema', title: '**end-ware** with schema', work: () => codec.encode?.(value, withSchema) },
      { name: 'fast-json-stringify', title: 'fast-json-stringify', work: () => stringify(value) },
    ],
  }
}
