import { XMLParser } from 'fast-xml-parser'
import { xml } from '../endware.mjs'
import { Order, OrderOfText, order, orderXml } from '../fixtures/order.mjs'
import { readXml } from '../fixtures/xml-oracle.mjs'
import { shapeOf } from './shape-of.mjs'

/** A small order read from XML and validated, as an endpoint needs it. @returns {Promise<import('./scenario.mjs').MicroScenario[]>} */
export async function readOrder() {
  const codec = xml()
  const context = { mediaType: 'application/xml', maxDepth: 64, shape: (await shapeOf(Order)).decode }
  const bytes = Buffer.from(orderXml)
  const jsonBytes = Buffer.from(JSON.stringify(order))
  const fastXmlParser = new XMLParser({ parseTagValue: false, ignoreDeclaration: true })
  return [
    {
      name: 'read-order',
      title: 'Small order read from XML and validated',
      reference: 'xml2js',
      comparable: (result) => result,
      ways: [
        { name: 'xml2js', title: 'xml2js + zod', work: () => OrderOfText.parse(readXml(bytes.toString())) },
        {
          name: 'fast-xml-parser',
          title: 'fast-xml-parser + zod',
          work: () => OrderOfText.parse(fastXmlParser.parse(bytes.toString()).order),
        },
        { name: 'endware', title: '**end-ware** + zod', work: () => Order.parse(codec.decode?.(bytes, context)) },
        { name: 'json', title: '`JSON.parse` + zod', work: () => Order.parse(JSON.parse(jsonBytes.toString())) },
      ],
    },
  ]
}
