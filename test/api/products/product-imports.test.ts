import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { newProduct } from '../../support/example-products.js'
import { openShop, type Shop } from '../../support/shop.js'
import { asAssistant, asCaller } from '../../support/tokens.js'
import { readXml, xmlTwin } from '../../support/xml-twin.js'

const path = '/v1/products/import'
let shop: Shop
beforeAll(async () => {
  shop = await openShop()
})
afterAll(() => shop.close())

const send = (content: string | Buffer, query = '', type = 'application/x-ndjson') =>
  request(shop.app).post(`${path}${query}`).set(asAssistant).set('Content-Type', type).send(content)

const lines = (...values: unknown[]) => values.map((value) => `${JSON.stringify(value)}\n`).join('')

async function stored(category: string) {
  const { body } = await request(shop.app).get('/v1/products').query({ category, limit: 100 }).expect(200)
  return body as readonly (ReturnType<typeof newProduct> & { readonly version: number })[]
}

describe('NDJSON', () => {
  test('adds what is new, changes what differs, and leaves what is the same', async () => {
    const category = 'Imported'
    const [one, other] = [newProduct({ category, name: 'one' }), newProduct({ category, name: 'other' })]
    const first = await send(lines(one, other)).expect(200)
    expect(first.body).toEqual([
      { line: 1, sku: one.sku, outcome: 'created' },
      { line: 2, sku: other.sku, outcome: 'created' },
    ])
    const second = await send(lines({ ...one, stock: 99 }, other)).expect(200)
    expect(second.body.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['updated', 'unchanged'])
    expect(await stored(category)).toMatchObject([
      { ...one, stock: 99, version: 2 },
      { ...other, version: 1 },
    ])
  })

  test('has a result for each line: wrong lines are refused, the others are stored', async () => {
    const category = 'Mixed'
    const good = newProduct({ category })
    const content = `\n${lines(good)}{"sku": \n${lines({ ...newProduct(), stock: '3', colour: 'red', name: '' })}[]\n${lines(good)}`
    const { body } = await send(content).expect(200)
    expect(body).toEqual([
      { line: 2, sku: good.sku, outcome: 'created' },
      { line: 3, outcome: 'refused', errors: [{ path: '', message: 'is not valid JSON' }] },
      {
        line: 4,
        outcome: 'refused',
        errors: [
          { path: 'stock', message: 'must be an integer from 0 to 1000000000' },
          { path: 'colour', message: 'is not known' },
          { path: 'name', message: 'must be one line of 1 to 200 characters, without control characters' },
        ],
      },
      { line: 5, outcome: 'refused', errors: [{ path: '', message: 'must be an object' }] },
      { line: 6, sku: good.sku, outcome: 'refused', errors: [{ path: 'sku', message: 'is that of line 2 already' }] },
    ])
    expect(await stored(category)).toHaveLength(1)
  })

  test('in the mode all stores nothing when a line is refused, and says which', async () => {
    const category = 'Together'
    const content = lines(newProduct({ category }), newProduct({ category, stock: -1 }))
    const { body } = await send(content, '?mode=all').expect(422)
    expect(body).toMatchObject({
      type: '/problems/import-refused',
      detail: 'nothing was imported: 1 record is refused',
      errors: [{ line: 2, in: 'body', pointer: '/stock', message: 'stock must be an integer from 0 to 1000000000' }],
    })
    expect(await stored(category)).toEqual([])
    await send(lines(newProduct({ category }), newProduct({ category })), '?mode=all').expect(200)
    expect(await stored(category)).toHaveLength(2)
  })

  test.each(['lines', 'all'])('in a dry run by %s tells what would happen, and changes nothing', async (mode) => {
    const category = `Dry ${mode}`
    const [same, other, added] = [newProduct({ category }), newProduct({ category }), newProduct({ category })]
    await send(lines(same, other)).expect(200)
    const before = await stored(category)
    const { body } = await send(lines(same, { ...other, stock: 1 }, added), `?dry-run=true&mode=${mode}`).expect(200)
    expect(body.map(({ outcome }: { outcome: string }) => outcome)).toEqual(['unchanged', 'updated', 'created'])
    expect(await stored(category)).toEqual(before)
  })

  test('of more lines than one batch has a result for each', async () => {
    const products = Array.from({ length: 1201 }, (_, index) => newProduct({ sku: `MANY-${index}`, category: 'Many' }))
    const { body } = await send(lines(...products)).expect(200)
    expect(body).toEqual(products.map(({ sku }, index) => ({ line: index + 1, sku, outcome: 'created' })))
    const again = await send(lines(...products), '?mode=all').expect(200)
    expect(again.body.every(({ outcome }: { outcome: string }) => outcome === 'unchanged')).toBe(true)
  })
})

describe('CSV', () => {
  const header = 'sku,name,description,category,price.amount,price.currency,stock'

  test('has columns in any order, quoted cells and records of several lines', async () => {
    const content = `stock,sku,name,description,category,price.amount,price.currency\r\n3,CSV-1,"a ""b"", c","two\r\nlines",Csv,100,EUR\r\n\r\n4,CSV-2,d,,Csv,0,USD`
    const { body } = await send(content, '', 'text/csv; charset=utf-8').expect(200)
    expect(body).toEqual([
      { line: 2, sku: 'CSV-1', outcome: 'created' },
      { line: 5, sku: 'CSV-2', outcome: 'created' },
    ])
    expect(await stored('Csv')).toMatchObject([
      {
        sku: 'CSV-1',
        name: 'a "b", c',
        description: 'two\r\nlines',
        price: { amount: 100, currency: 'EUR' },
        stock: 3,
      },
      { sku: 'CSV-2', name: 'd', description: '', price: { amount: 0, currency: 'USD' }, stock: 4 },
    ])
  })

  test.each([
    ['A-1,a,b,c,1,EUR', 'has 6 cells, but there are 7 columns'],
    ['A-1,a "b",b,c,1,EUR,1', 'has a quotation mark within a cell: enclose the cell and double it'],
    ['A-1,a,b,c,x,EUR,1', 'must be an integer from 0 to 999999999999'],
    ['A-1,a,b,c,1,EUR,', 'must be an integer from 0 to 1000000000'],
    ['A 1,a,b,c,1,EUR,1', 'must be 1 to 64 letters, digits, dots, hyphens or underscores'],
  ])('%s is refused', async (record, message) => {
    const { body } = await send(`${header}\n${record}\n`, '', 'text/csv').expect(200)
    expect(body).toMatchObject([{ line: 2, outcome: 'refused', errors: [{ message }] }])
  })

  test.each([
    ['', 'a body is required'],
    ['\n', 'the file is empty'],
    ['sku,name', 'the first line has no column description'],
    [`${header},colour`, 'the first line has a column that is not known or repeated: colour'],
    [`${header},sku`, 'the first line has a column that is not known or repeated: sku'],
    [`${header}\nA-1,"a`, 'the record of line 2 has a quotation mark that is not closed'],
  ])('%j is no file of products', async (content, message) => {
    const { body } = await send(content, '', 'text/csv').expect(400)
    expect(body.detail).toContain(message)
  })
})

test.each(['text/csv', 'application/x-ndjson'])(
  'an export in %s can be imported, and changes nothing',
  async (type) => {
    await send(lines(newProduct({ category: 'Round', name: '=1+1', description: 'a,"b"\r\n-c;=d' }))).expect(200)
    const { text } = await request(shop.app).get('/v1/products/export?category=Round').set('Accept', type).buffer(true)
    const { body } = await send(text, '', type).expect(200)
    expect(body.length).toBeGreaterThan(0)
    for (const { outcome } of body) expect(outcome).toBe('unchanged')
  },
)

test.each([
  ['a line that is too long', Buffer.from(`"${'x'.repeat(70_000)}"`), 'line 1 is longer than 65536 characters'],
  ['too many lines', Buffer.from('\n'.repeat(100_001)), 'a file has at most 100000 lines'],
  ['bytes that are not UTF-8', Buffer.from([0x22, 0xe9, 0x22]), 'the file is not UTF-8'],
])('refuses %s', async (_, content, message) => {
  const { body } = await send(content).expect(400)
  expect(body.detail).toContain(message)
})

test('results are the same in XML', async () => {
  const { body } = await send(lines(newProduct(), {}), '?dry-run=true').expect(200)
  const again = await send(lines(newProduct(), {}), '?dry-run=true').set('Accept', 'application/xml').expect(200)
  const { root, content } = await readXml(again.text)
  expect([root, Object(content).result.length]).toEqual(['results', body.length])
  expect(Object(content).result[1].outcome).toBe(xmlTwin(body[1].outcome))
})

test.each(['application/json', 'application/xml', 'multipart/form-data'])('%s is no format of a file', async (type) => {
  const { headers } = await send('{}', '', type).expect(415)
  expect(headers.accept).toBe('application/x-ndjson, application/jsonl, text/csv')
})

test('needs a token with products:write', async () => {
  const customer = await asCaller('customer-1', 'orders:read')
  const post = () => request(shop.app).post(path).set('Content-Type', 'application/x-ndjson')
  await post().send('').expect(401)
  await post().set(customer).send('').expect(403)
})

test('is no product', async () => {
  const { headers } = await request(shop.app).get(path).expect(405)
  expect(headers.allow).toBe('OPTIONS, POST')
})
