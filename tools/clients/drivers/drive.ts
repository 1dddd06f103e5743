import type { Driver, NewProduct } from './driven'
import { heyApi } from './hey-api'
import { oazapfts } from './oazapfts'
import { openapiFetch } from './openapi-fetch'
import { orval } from './orval'

const drivers: Readonly<Record<string, (baseUrl: string, token: string) => Driver>> = {
  'hey-api': heyApi,
  oazapfts,
  'openapi-fetch': openapiFetch,
  orval,
}

/** Uses the client of a generator on a running shop, and prints as JSON what came back. */
async function main([name = '', baseUrl = '', token = '']: readonly string[]): Promise<void> {
  const driver = drivers[name]?.(baseUrl, token)
  if (driver === undefined)
    throw new Error(`there is no client of ${name}; there are ${Object.keys(drivers).join(', ')}`)
  const category = `Made by ${name}`
  const lantern: NewProduct = {
    sku: `GEN-${name}`,
    name: 'Lantern 🔥',
    description: '',
    category,
    price: { amount: 1999, currency: 'EUR' },
    stock: 3,
  }
  const { id, etag } = await driver.add(lantern)
  const names = await driver.names(category)
  const stock = await driver.restock(id, etag, 8)
  const failure = await driver.failure('nowhere')
  console.log(JSON.stringify({ names, stock, failure }))
}

main(process.argv.slice(2)).catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
