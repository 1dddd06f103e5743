import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, test } from '@jest/globals'
import type { DatabaseEvent } from '../../repository/database-event.js'
import { openedDatabases } from '../support/opened-databases.js'
import { refusingPostgresql } from '../support/refusing-postgresql.js'
import { freePort } from '../support/tcp-proxy.js'

const { undo, opened } = openedDatabases()

describe('a server that does not answer', () => {
  test('is given up at the end, with a readable message', async () => {
    const port = await freePort()
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${port}/shop`, patienceMs: 0 })
    await expect(opening).rejects.toMatchObject({
      name: 'DatabaseError',
      code: 'database-unreachable',
      message: `The database at 127.0.0.1:${port} cannot be reached: nothing answers there (connection refused). Given up after 0.1 s.`,
    })
  })

  test('is tried again, with an event each time, until the start is aborted', async () => {
    const stop = new AbortController()
    const port = await freePort()
    const events: DatabaseEvent[] = []
    const onEvent = (event: DatabaseEvent): void => {
      events.push(event)
      if (events.length === 2) stop.abort()
    }
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${port}/shop`, signal: stop.signal, onEvent })
    await expect(opening).rejects.toMatchObject({ name: 'AbortError' })
    const told = {
      name: 'database-unreachable',
      address: `127.0.0.1:${port}`,
      reason: 'nothing answers there (connection refused)',
    }
    const message = `The database at 127.0.0.1:${port} cannot be reached: nothing answers there (connection refused); next try in`
    expect(events).toEqual([
      { ...told, attempt: 1, retryInMs: 250, message: `${message} 0.3 s.` },
      { ...told, attempt: 2, retryInMs: 500, message: `${message} 0.5 s.` },
    ])
  })

  test('and falls silent is not awaited after the start is aborted', async () => {
    const silent = createServer().listen(0, '127.0.0.1')
    undo.push(async () => void silent.close())
    await once(silent, 'listening')
    const stop = new AbortController()
    const { port } = silent.address() as AddressInfo
    const opening = opened({
      url: `postgresql://me@127.0.0.1:${port}/shop`,
      signal: stop.signal,
      patienceMs: 2 ** 31 - 1,
    })
    const [socket] = await once(silent, 'connection')
    stop.abort('told to stop')
    await expect(opening).rejects.toBe('told to stop')
    socket.destroy()
  })

  test.each<[string, string | undefined]>([
    ['it is starting up or shutting down', '57P03'],
    ['all of its connections are taken', '53300'],
    ['the connection was cut', undefined],
  ])('is tried again: %s', async (reason, state) => {
    const server = await refusingPostgresql(state, 'not now')
    undo.push(server.close)
    const stop = new AbortController()
    const events: DatabaseEvent[] = []
    const onEvent = (event: DatabaseEvent): void => {
      if (events.push(event) === 2) stop.abort()
    }
    const url = `postgresql://me@127.0.0.1:${server.port}/shop`
    await expect(opened({ url, signal: stop.signal, onEvent })).rejects.toMatchObject({ name: 'AbortError' })
    expect(events).toMatchObject([
      { name: 'database-unreachable', reason },
      { name: 'database-unreachable', reason },
    ])
    expect(server.tries()).toBe(2)
  })
})

describe('a server that refuses', () => {
  test.each<[string, string]>([
    ['the user or the password is wrong', '28P01'],
    ['the user may not connect', '28000'],
    ['there is no database of this name', '3D000'],
    ['the user may not use this database', '42501'],
  ])('is not tried again: %s', async (reason, state) => {
    const server = await refusingPostgresql(state, 'no')
    undo.push(server.close)
    const opening = opened({ url: `postgresql://me:secret@127.0.0.1:${server.port}/shop` })
    await expect(opening).rejects.toMatchObject({
      code: 'database-refused',
      message: `The database at 127.0.0.1:${server.port} refuses the connection: ${reason}.`,
    })
    expect(server.tries()).toBe(1)
  })
})

describe('the URL of a database', () => {
  test.each([
    ['http://me:secret@127.0.0.1/shop'],
    ['me:secret@127.0.0.1/shop'],
    ['postgresql://me:secret@[::1/shop'],
    ['postgresql://me:secret@127.0.0.1:99999/shop'],
    [''],
  ])('is refused if it is %j', async (url) => {
    await expect(opened({ url })).rejects.toMatchObject({
      code: 'database-url-invalid',
      message: expect.not.stringContaining('secret'),
    })
  })

  test('cannot be combined with a reset', async () => {
    const opening = opened({ url: 'postgresql://127.0.0.1/shop', reset: true })
    await expect(opening).rejects.toMatchObject({ code: 'database-refused' })
  })
})
