import { afterEach, expect, test } from '@jest/globals'
import { openDatabase } from '../../repository/database.js'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { products } from '../../repository/products.js'
import { EventList } from '../support/event-list.js'
import { storedProduct } from '../support/example-products.js'
import { describeWithSmallDisk, SmallDisk } from '../support/small-disk.js'

describeWithSmallDisk('the built-in database on a full disk', () => {
  const undo: (() => Promise<void>)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })

  test('refuses changes until there is room, ends without room for its log, and keeps what it stored', async () => {
    const disk = await SmallDisk.create(96)
    undo.push(() => disk.remove())
    const events = new EventList<DatabaseEvent>()
    const options = { folder: disk.folder, seed: false, lookForRoomMs: 10, onEvent: events.add }
    const database = await openDatabase(options)
    undo.push(database.close)
    const { add, list } = products(database.knex)
    const stored: string[] = []
    const unavailable = expect.objectContaining({ code: 'storage-unavailable' })
    const put = async () => {
      const product = storedProduct({ description: 'x'.repeat(1_900) })
      await add(product)
      stored.push(product.sku)
    }
    const failure = async () => {
      for (;;) await put()
    }

    await put()
    await disk.fill()
    await expect(failure()).rejects.toEqual(unavailable)
    await events.next('database-full')
    await expect(put()).rejects.toEqual(unavailable)
    expect(await list({ sort: 'name', limit: 1 })).toHaveLength(1)
    await disk.empty()
    await events.next('database-has-room')
    await put()

    // The log of PostgreSQL needs a file of 16 MiB more.
    await disk.fill(1024 * 1024)
    await expect(
      database.knex.raw('create table t as select 1; select pg_switch_wal(); drop table t'),
    ).rejects.toThrow()
    expect(await events.next('database-stopped')).toMatchObject({ reason: expect.stringMatching(/No space left/) })
    await database.close()
    await expect(openDatabase(options)).rejects.toMatchObject({
      code: 'database-unusable',
      message: expect.stringMatching(/the disk is full\. Free at least 16 MiB and start again\.$/),
    })
    await disk.empty()
    const again = await openDatabase(options)
    undo.push(again.close)
    expect(await again.knex('products').pluck('sku')).toEqual(expect.arrayContaining(stored))
  })
})
