import { XMLBuilder } from 'fast-xml-parser'
import { Builder } from 'xml2js'
import { create } from 'xmlbuilder2'
import { xml } from '../endware.mjs'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'
import { shapeOf } from './shape-of.mjs'

/** Writing XML, beside `JSON.stringify` of the same value. @returns {Promise<import('./measure-child.mjs').MicroScenario>} */
export async function scenarioOf(/** @type {import('./documents.mjs').BenchDocument} */ { title, value, schema }) {
  const codec = xml()
  const context = /** @type {const} */ ({ mediaType: 'application/xml', kind: 'value' })
  const withSchema = { ...context, shape: (await shapeOf(schema)).encode }
  const xml2js = new Builder({ rootName: 'response', renderOpts: { pretty: false } })
  const fastXmlParser = new XMLBuilder()
  return {
    title: `Writing XML: ${title}`,
    reference: 'stringify',
    comparable: (/** @type {string} */ text) => (text.startsWith('{') ? textsOf(JSON.parse(text)) : readXml(text)),
    ways: [
      { name: 'stringify', title: '`JSON.stringify`', work: () => JSON.stringify(value) },
      { name: 'endware', title: '**end-ware**', work: () => codec.encode?.(value, context) },
      { name: 'endware-schema', title: '**end-ware** with schema', work: () => codec.encode?.(value, withSchema) },
      { name: 'xml2js', title: 'xml2js', work: () => xml2js.buildObject(value) },
      { name: 'fast-xml-parser', title: 'fast-xml-parser', work: () => fastXmlParser.build({ response: value }) },
      { name: 'xmlbuilder2', title: 'xmlbuilder2', work: () => create({ response: value }).end() },
    ],
  }
}
