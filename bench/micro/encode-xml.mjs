import { XMLBuilder } from 'fast-xml-parser'
import { Builder } from 'xml2js'
import { create } from 'xmlbuilder2'
import { xml } from '../endware.mjs'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'
import { documents } from './fixtures.mjs'
import { shapeOf } from './shape-of.mjs'

/** Writing XML, beside JSON.stringify of the same value. @returns {Promise<import('./scenario.mjs').MicroScenario[]>} */
export function encodeXml() {
  return Promise.all(documents.map(scenarioOf))
}

/** @param {typeof documents[number]} document */
async function scenarioOf({ name, title, value, schema }) {
  const codec = xml()
  const withSchema = {
    mediaType: 'application/xml',
    kind: /** @type {const} */ ('value'),
    shape: (await shapeOf(schema)).encode,
  }
  const without = { ...withSchema, shape: undefined }
  const xml2js = new Builder({ rootName: 'response', renderOpts: { pretty: false } })
  const fastXmlParser = new XMLBuilder()
  return {
    name: `encode-xml-${name}`,
    title: `Writing XML: ${title}`,
    reference: 'stringify',
    comparable: (/** @type {string} */ text) => (text.startsWith('{') ? textsOf(JSON.parse(text)) : readXml(text)),
    ways: [
      { name: 'stringify', title: '`JSON.stringify`', work: () => JSON.stringify(value) },
      { name: 'endware', title: '**end-ware**', work: () => codec.encode?.(value, without) },
      { name: 'endware-schema', title: '**end-ware** with schema', work: () => codec.encode?.(value, withSchema) },
      { name: 'xml2js', title: 'xml2js', work: () => xml2js.buildObject(value) },
      { name: 'fast-xml-parser', title: 'fast-xml-parser', work: () => fastXmlParser.build({ response: value }) },
      { name: 'xmlbuilder2', title: 'xmlbuilder2', work: () => create({ response: value }).end() },
    ],
  }
}
