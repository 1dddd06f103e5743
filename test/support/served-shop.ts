import { afterAll, beforeAll } from '@jest/globals'
import { type Serving, serve } from './serve.js'
import { openShop, type StoredShop } from './shop.js'

/** Serves a shop with the first catalogue for the tests of a file or group. Returns a function that gives its URL to a test. */
export function servedShop(): () => string {
  let shop: StoredShop
  let serving: Serving
  beforeAll(async () => {
    shop = await openShop({ seed: true })
    serving = await serve(shop.app)
  })
  afterAll(async () => {
    await serving.close()
    await shop.close()
  })
  return () => serving.url
}
