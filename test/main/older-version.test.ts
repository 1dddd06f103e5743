import { afterAll, expect, test } from '@jest/globals'
import { openDatabase } from '../../repository/database.js'
import { describeOnPostgresql, placeOnPostgresql } from '../support/database.js'
import { newProduct } from '../support/example-products.js'
import { builtVersion } from '../support/older-version.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

/** The last commit before the tables were changed by expansion and contraction alone. */
const version = await builtVersion('1655fb779c2c1b2568a21d346b9f7121e0092f00')

describeOnPostgresql('an older version of the shop', () => {
  const services = new ServiceProcesses()
  const undo = [async () => version?.remove()]
  afterAll(async () => {
    await services.clean()
    for (const step of undo.reverse()) await step()
  })
  const orSkip = version === undefined ? test.skip : test
  const reason = version === undefined ? ' (skipped: its commit is not in this clone)' : ''

  orSkip(
    `reads products and places orders on the tables of this version${reason}`,
    async () => {
      const place = await placeOnPostgresql()
      undo.push(place.drop)
      const folder = await services.folder()
      const headers = { Authorization: `Bearer ${await trialTokenOf(folder)}`, 'Content-Type': 'application/json' }
      const env = { DATA_FOLDER: folder, DATABASE_URL: place.url ?? '' }

      // A rolling update: the older version runs when this one changes the tables.
      const older = services.start({ env, program: version?.program })
      const [, url] = await older.output(/"msg":"ready".*"url":"([^"]+)"/)
      const database = await openDatabase({ ...place, seed: false })
      const add = { method: 'POST', headers, body: JSON.stringify(newProduct({ stock: 5 })) }
      const { id: productId } = await content(await fetch(`${url}/v1/products`, add))

      const read = await fetch(`${url}/v1/products/${productId}`)
      expect([read.status, await content(read)]).toEqual([200, expect.objectContaining({ id: productId, stock: 5 })])
      const body = JSON.stringify({ lines: [{ productId, quantity: 2 }] })
      const placed = await fetch(`${url}/v1/orders`, {
        method: 'POST',
        headers: { ...headers, 'Idempotency-Key': '"older-version-1"' },
        body,
      })
      const { id } = await content(placed)
      expect(placed.status).toBe(201)
      expect(await database.knex('orders').pluck('id')).toEqual([id])
      expect(await database.knex('products').where({ id: productId }).pluck('stock')).toEqual([3])

      older.kill('SIGTERM')
      expect(await older.exit()).toBe(0)
      await database.close()
    },
    120_000,
  )
})

async function content(answer: Response): Promise<Record<string, unknown>> {
  return (await answer.json()) as Record<string, unknown>
}
