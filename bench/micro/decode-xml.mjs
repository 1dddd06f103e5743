import { XMLParser } from 'fast-xml-parser'
import { SaxesParser } from 'saxes'
import { parseString } from 'xml2js'
import { xml } from '../endware.mjs'
import { textsOf } from '../fixtures/xml-oracle.mjs'
import { documents } from './fixtures.mjs'
import { shapeOf } from './shape-of.mjs'

/** Reading XML from bytes, beside JSON.parse of the same value. @returns {Promise<import('./scenario.mjs').MicroScenario[]>} */
export function decodeXml() {
  return Promise.all(documents.map(scenarioOf))
}

/** @param {typeof documents[number]} document */
async function scenarioOf({ name, title, value, schema }) {
  const codec = xml()
  const withSchema = { mediaType: 'application/xml', maxDepth: 64, shape: (await shapeOf(schema)).decode }
  const without = { ...withSchema, shape: undefined }
  const text = codec.encode?.(value, { mediaType: 'application/xml', kind: 'value' }) ?? ''
  const bytes = Buffer.from(text)
  const jsonBytes = Buffer.from(JSON.stringify(value))
  const fastXmlParser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true })
  return {
    name: `decode-xml-${name}`,
    title: `Reading XML: ${title}`,
    reference: 'parse',
    comparable: textsOf,
    ways: [
      { name: 'parse', title: '`JSON.parse`', work: () => JSON.parse(jsonBytes.toString()) },
      { name: 'endware', title: '**end-ware**', work: () => codec.decode?.(bytes, without) },
      { name: 'endware-schema', title: '**end-ware** with schema', work: () => codec.decode?.(bytes, withSchema) },
      { name: 'saxes', title: 'saxes alone', work: () => saxes(bytes.toString()), incomparable: true },
      { name: 'xml2js', title: 'xml2js', work: () => xml2js(bytes.toString()) },
      { name: 'fast-xml-parser', title: 'fast-xml-parser', work: () => fastXmlParser.parse(bytes.toString()).response },
    ],
  }
}

/** Only tells the parts apart. */
function saxes(/** @type {string} */ text) {
  let parts = 0
  const count = () => {
    parts += 1
  }
  const parser = new SaxesParser()
  parser.on('opentag', count)
  parser.on('text', count)
  parser.on('closetag', count)
  parser.write(text).close()
  return parts
}

function xml2js(/** @type {string} */ text) {
  let value
  parseString(text, { explicitArray: false, async: false, explicitRoot: false }, (error, result) => {
    if (error) throw error
    value = result
  })
  return value
}
