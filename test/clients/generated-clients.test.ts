import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from '@jest/globals'
import { type Serving, serve } from '../support/serve.js'
import { openShop, type Shop } from '../support/shop.js'
import { assistantToken } from '../support/tokens.js'

const tools = new URL('../../tools/clients/', import.meta.url).pathname
const run = (...args: readonly string[]) => promisify(execFile)(process.execPath, args, { cwd: tools })
let shop: Shop
let serving: Serving

beforeAll(async () => {
  // compiles them in strict mode, with the programs that use their types
  await run('generate.mjs')
  shop = await openShop()
  serving = await serve(shop.app)
})
afterAll(async () => {
  await serving?.close()
  await shop?.close()
})

test.each(['openapi-fetch', 'hey-api', 'orval', 'oazapfts'])(
  'the client that %s makes of openapi.yaml adds, lists, patches and reads failures with their types',
  async (name) => {
    const { stdout } = await run('dist/drivers/drive.js', name, serving.url, await assistantToken())
    expect(JSON.parse(stdout)).toEqual({ names: ['Lantern 🔥'], stock: 8, failure: [404, 'Not Found'] })
  },
)
