import { expect, test } from '@jest/globals'
import { newProduct } from '../support/example-products.js'
import { expectRecords } from '../support/expect-records.js'
import { describeWithOwnPostgresql, OwnPostgresql } from '../support/own-postgresql.js'
import { ServiceProcesses } from '../support/service-process.js'
import { describeWithSmallDisk, SmallDisk } from '../support/small-disk.js'
import { trialTokenOf } from '../support/tokens.js'
import { undoAfterEach } from '../support/undo-after-each.js'

const patience = 60_000
const undo = undoAfterEach()

describeWithOwnPostgresql('a full disk', () => {
  describeWithSmallDisk('of PostgreSQL', () => {
    test(
      'fails changes alone, with 503 and one record until there is room',
      async () => {
        const services = new ServiceProcesses()
        const disk = await SmallDisk.create(96)
        undo.push(() => disk.remove())
        const postgresql = await OwnPostgresql.create({ autovacuum: 'off' }, disk.folder)
        undo.push(() => postgresql.remove())
        try {
          const folder = await services.folder()
          const token = await trialTokenOf(folder)
          const service = services.start({ env: { DATA_FOLDER: folder, DATABASE_URL: postgresql.url } })
          const url = await service.url()
          const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
          const post = () => {
            const body = JSON.stringify(newProduct({ description: 'x'.repeat(1_900) }))
            return fetch(`${url}/v1/products`, { method: 'POST', headers, body })
          }
          const writes = async () => {
            const answer = await fetch(`${url}/readyz`)
            const { parts } = (await answer.json()) as { parts: { name: string }[] }
            return [answer.status, parts.find(({ name }) => name === 'writes')]
          }

          await disk.fill()
          let refused = await post()
          for (let count = 0; refused.status === 201 && count < 500; count += 1) refused = await post()
          expect([refused.status, refused.headers.get('retry-after'), refused.headers.get('content-type')]).toEqual([
            503,
            '2',
            'application/problem+json; charset=utf-8',
          ])
          for (let count = 0; count < 5; count += 1) {
            expect((await fetch(`${url}/v1/products?limit=1`)).status).toBe(200)
            await post()
          }
          expect(await writes()).toEqual([
            200,
            expect.objectContaining({ ready: false, detail: 'the disk of the database is full' }),
          ])

          await disk.empty()
          await service.output(/"database-has-room"/)
          expect((await post()).status).toBe(201)
          expect(await writes()).toEqual([200, expect.objectContaining({ ready: true })])
          expectRecords(service.records, ['database-full', 'database-has-room'])
          service.kill('SIGTERM')
          expect(await service.exit()).toBe(0)
        } finally {
          await services.clean()
        }
      },
      patience,
    )
  })
})
