import { describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { z } from 'zod'
import { endware } from '../../../restapi/src/index.js'
import { openapi } from '../../../restapi/src/openapi.js'

const amount = z
  .object({
    currency: z.string().meta({ xml: { nodeType: 'attribute' } }),
    value: z.number().meta({ xml: { nodeType: 'text' } }),
  })
  .meta({ id: 'Amount' })
const invoice = z
  .object({
    id: z.string(),
    price: amount,
    others: z.array(amount.meta({ xml: { name: 'other' } })).meta({ xml: { nodeType: 'element' } }),
  })
  .meta({ xml: { name: 'invoice' } })

const api = endware()
const routes = api.routes(express.Router())
routes.post('/invoices', { body: invoice, responses: { 200: invoice } }, ({ body }) => body)
const app = express().use(routes).use(api.fallback())

const post = (content: string) =>
  request(app).post('/invoices').set('Content-Type', 'application/xml').set('Accept', 'application/xml').send(content)

describe('text beside attributes (nodeType: text)', () => {
  const document =
    '<invoice><id>1</id><price currency="EUR">12.5</price><others><other currency="USD">1</other><other currency="CHF">2</other></others></invoice>'

  test('is read and written', async () => {
    const { status, text } = await post(document)
    expect({ status, text }).toEqual({ status: 200, text: `<?xml version="1.0" encoding="UTF-8"?>${document}` })
  })

  test('is read with references, comments and CDATA sections', async () => {
    const { text } = await post(
      '<invoice>\n <id>1</id>\n <price currency="&#69;UR" xml:lang="de"><!-- net -->\n <![CDATA[12]]>.50 </price>\n <others/></invoice>',
    )
    expect(text).toContain('<price currency="EUR">12.5</price>')
  })

  test.each<[price: string, message: string]>([
    ['<price currency="EUR"/>', 'expected a number in <price>, which is empty'],
    ['<price currency="EUR">12<cents>5</cents></price>', 'expected text or elements in <price>, not both'],
    ['<price currency="EUR" value="1"/>', 'expected the text of the element rather than the attribute value'],
  ])('is refused if it differs from the schema: %s', async (price, message) => {
    const { status, text } = await post(`<invoice><id>1</id>${price}</invoice>`)
    expect(status).toBe(400)
    expect(text).toContain(message.replaceAll('<', '&lt;').replaceAll('>', '&gt;'))
  })

  test('is an extension of the XML Object in an OpenAPI 3.1 document', () => {
    const { components } = openapi(routes, { info: { title: 'Invoices', version: '1' } }) as unknown as {
      components: { schemas: { Amount: { properties: Record<string, { xml: unknown }> } } }
    }
    const { currency, value } = components.schemas.Amount.properties
    expect([currency?.xml, value?.xml]).toEqual([{ attribute: true }, { 'x-nodeType': 'text' }])
  })
})
