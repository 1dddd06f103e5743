import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'
import { shopDocument } from '../../api/openapi-document.js'
import { tour } from '../../examples/typed-client.js'
import { serve } from '../support/serve.js'
import { openShop } from '../support/shop.js'
import { assistantToken } from '../support/tokens.js'
import { readXml } from '../support/xml-twin.js'

test('a client made from openapi.yaml adds, reads, is refused, and deletes', async () => {
  const shop = await openShop()
  const serving = await serve(shop.app)
  try {
    const { name, xml, refused, left } = await tour(serving.url, await assistantToken(), 'LAN-1')
    expect([name, refused, left]).toEqual(['Lantern', 'The SKU is taken', 0])
    expect(await readXml(xml)).toMatchObject({ root: 'product', content: { name: 'Lantern', stock: '3' } })
  } finally {
    await serving.close()
    await shop.close()
  }
})

test('its types are those that openapi-typescript makes of the document', async () => {
  const generator = new URL('../../tools/openapi-types/generate.mjs', import.meta.url).pathname
  const types = execFileSync(process.execPath, [generator, 'stdin'], { input: JSON.stringify(shopDocument()) })
  expect(await readFile(new URL('../../tools/openapi-types/shop-api.ts', import.meta.url), 'utf8')).toBe(
    types.toString('utf8'),
  )
})

test('it is short enough to be read at a glance', async () => {
  const text = await readFile(new URL('../../examples/typed-client.ts', import.meta.url), 'utf8')
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(40)
})
