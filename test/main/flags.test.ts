import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { trialKeys } from '../../api/authentication/trial-keys.js'
import { type DatabasePlace, testPlace } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'
import { flagdContent, onlyFor } from '../support/flagd-content.js'
import { type ServiceProcess, ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
let place: DatabasePlace
beforeAll(async () => {
  place = await testPlace()
})
afterAll(async () => {
  await services.clean()
  await place.drop()
})

/** Returns the environment of a service on the database of this file. */
function environment(folder: string, env: Record<string, string> = {}): Record<string, string> {
  return { DATA_FOLDER: folder, ...(place.url !== undefined && { DATABASE_URL: place.url }), ...env }
}

describe('the service with a file of flags', () => {
  let service: ServiceProcess
  let url: string
  let [folder, file] = ['', '']

  beforeAll(async () => {
    folder = await services.folder()
    file = join(folder, 'flags.json')
    await write(flagdContent({ 'product-price-filter': onlyFor('ada', 'false'), 'order-stock-policy': 'strict' }))
    service = services.start({ env: environment(folder, { FLAGS_FILE: file, LOG_LEVEL: 'debug' }) })
    url = await service.url()
  })

  async function write(content: string): Promise<void> {
    await writeFile(`${file}.new`, content)
    await rename(`${file}.new`, file)
  }

  const asCaller = async (subject: string) => ({
    Authorization: `Bearer ${await trialKeys(folder).sign({ subject, scopes: ['orders:write', 'products:write'], lifetime: 600 })}`,
  })
  const filtered = async (headers = {}) =>
    (await fetch(`${url}/v1/products?currency=EUR&maxPrice=9`, { headers })).status

  async function placed(caller: string, productId: string): Promise<number> {
    const headers = {
      ...(await asCaller(caller)),
      'Content-Type': 'application/json',
      'Idempotency-Key': `"${randomUUID()}"`,
    }
    const body = JSON.stringify({ lines: [{ productId, quantity: 1 }] })
    return (await fetch(`${url}/v1/orders`, { method: 'POST', headers, body })).status
  }

  async function stocked(stock: number): Promise<string> {
    const headers = { ...(await asCaller('assistant')), 'Content-Type': 'application/json' }
    const answer = await fetch(`${url}/v1/products`, {
      method: 'POST',
      headers,
      body: JSON.stringify(newProduct({ stock })),
    })
    return ((await answer.json()) as { readonly id: string }).id
  }

  test('switches the price filter off for one caller', async () => {
    expect(await filtered(await asCaller('ada'))).toBe(400)
    expect(await filtered(await asCaller('bob'))).toBe(200)
    expect(await filtered()).toBe(200)
  })

  test('keeps the last piece for callers of a changed file, unrestarted', async () => {
    const productId = await stocked(2)
    expect(await placed('bob', productId)).toBe(201)
    await write(flagdContent({ 'order-stock-policy': onlyFor('bob', 'keep-last') }))
    await service.output(/"event.action":"flags-changed"/)
    expect(await placed('bob', productId)).toBe(409)
    expect(await placed('ada', productId)).toBe(201)
  })

  test('keeps the last known values when the file has a fault', async () => {
    const productId = await stocked(1)
    await write('{')
    await service.output(/"event.action":"flags-lost"/)
    expect(await (await fetch(`${url}/metrics`)).text()).toContain('shop_flags_source_up 0')
    expect(await placed('bob', productId)).toBe(409)
    await write(flagdContent({ 'order-stock-policy': 'strict' }))
    await service.output(/"event.action":"flags-restored"/)
    expect(await placed('bob', productId)).toBe(201)
    expectRecords(service.records, ['flags-lost', 'flags-restored'])
  })

  test('counts evaluations, and logs them without the caller', async () => {
    const text = await (await fetch(`${url}/metrics`)).text()
    expect(text).toMatch(
      /shop_flag_evaluations_total\{flag="order-stock-policy",value="keep-last",reason="targeting_match"\} \d/,
    )
    expect(text).toContain('shop_flags_source_up 1')
    const records = service.records.filter(({ message }) => message === 'a feature flag was evaluated')
    expect(records).toContainEqual(
      expect.objectContaining({ 'shop.flag': 'order-stock-policy', 'shop.value': 'keep-last' }),
    )
    expect(JSON.stringify(records)).not.toMatch(/\b(ada|bob)\b/)
  })
})

describe('a source whose packages are not installed', () => {
  /** Makes Node fail to find the packages of some sources, as after `npm ci --omit=optional`. */
  const without = `data:text/javascript,${encodeURIComponent(`
    import { register } from 'node:module'
    register('data:text/javascript,' + encodeURIComponent(\`
      export function resolve(name, context, next) {
        if (!/^(unleash-client|@launchdarkly)/.test(name)) return next(name, context)
        throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
      }\`))`)}`

  test.each([
    ['UNLEASH_URL', 'http://127.0.0.1:1/api/', 'unleash-client'],
    ['LAUNCHDARKLY_SDK_KEY', 'sdk-test', '@launchdarkly/openfeature-node-server'],
  ])('%s ends the start with the name of the package', async (name, value, missing) => {
    const env = environment(await services.folder(), { [name]: value })
    const service = services.start({ env, node: ['--import', without] })
    expect(await service.exit()).toBe(1)
    expect(service.stdout + service.stderr).toContain(`${name} needs the package ${missing}`)
  })

  test('starts all the same when it is not set', async () => {
    const service = services.start({ env: environment(await services.folder()), node: ['--import', without] })
    expect(await service.url()).toMatch(/^http/)
  })
})

test('several sources end the start', async () => {
  const env = environment(await services.folder(), { FLAGS_FILE: 'a.json', UNLEASH_URL: 'http://127.0.0.1:1/api/' })
  const service = services.start({ env })
  expect(await service.exit()).toBe(1)
  expect(service.stdout + service.stderr).toMatch(
    /FLAGS_FILE must be the only source of feature flags; UNLEASH_URL must be unset/,
  )
})
