import { XMLParser } from 'fast-xml-parser'
import { xml } from '../endware.mjs'
import { readXml, textsOf } from '../fixtures/xml-oracle.mjs'
import { shapeOf } from './shape-of.mjs'

/** Reading XML from bytes, as bodies come, beside `JSON.parse`; with validation where the document has it. @returns {Promise<import('./measure-child.mjs').MicroScenario>} */
export async function scenarioOf(
  /** @type {import('./documents.mjs').BenchDocument} */ { title, value, schema, validated },
) {
  const codec = xml()
  const context = { mediaType: 'application/xml', maxDepth: 64, shape: (await shapeOf(schema)).decode }
  const bytes = Buffer.from(
    codec.encode?.(value, { mediaType: 'application/xml', kind: 'value', shape: (await shapeOf(schema)).encode }) ?? '',
  )
  const jsonBytes = Buffer.from(JSON.stringify(value))
  const parser = new XMLParser({ parseTagValue: false, trimValues: false, ignoreDeclaration: true })
  const typed = (/** @type {unknown} */ read) => (validated === undefined ? read : schema.parse(read))
  const texts = (/** @type {unknown} */ read) => (validated === undefined ? read : validated.parse(read))
  return {
    title: `Reading XML: ${title}${validated === undefined ? '' : ', validated by zod'}`,
    reference: 'xml2js',
    comparable: validated === undefined ? textsOf : (read) => read,
    ways: [
      { name: 'xml2js', title: 'xml2js', work: () => texts(readXml(bytes.toString())) },
      {
        name: 'fast-xml-parser',
        title: 'fast-xml-parser',
        work: () => texts(Object.values(parser.parse(bytes.toString()))[0]),
      },
      { name: 'endware', title: '**end-ware** with schema', work: () => typed(codec.decode?.(bytes, context)) },
      { name: 'parse', title: '`JSON.parse`', work: () => typed(JSON.parse(jsonBytes.toString())) },
    ],
  }
}
