import { json } from '../endware.mjs'
import { documents } from './fixtures.mjs'

/** Reading JSON from bytes, as bodies come. @returns {import('./scenario.mjs').MicroScenario[]} */
export function decodeJson() {
  return documents.map(({ name, title, value }) => {
    const codec = json()
    const bytes = Buffer.from(JSON.stringify(value))
    const context = { mediaType: 'application/json', maxDepth: 64 }
    return {
      name: `decode-json-${name}`,
      title: `Reading JSON: ${title}`,
      reference: 'parse',
      comparable: (result) => result,
      ways: [
        { name: 'parse', title: '`JSON.parse`', work: () => JSON.parse(bytes.toString()) },
        { name: 'endware', title: '**end-ware**, strict', work: () => codec.decode?.(bytes, context) },
      ],
    }
  })
}
