import { describe, expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { z } from 'zod'
import { endware, json, xml } from '../../../../restapi/src/index.js'

/** Serializer that keeps the octets; supertest would send text. */
const asItIs = (content: unknown): string => content as string

describe('the charset of a body', () => {
  const api = endware({ codecs: [json(), xml()] })
  const routes = api.routes(express.Router())
  routes.post('/texts', { body: z.object({ t: z.string() }) }, ({ body }) => body.t)
  const app = express().use(routes).use(api.fallback())
  const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a><t>é€</t></a>`
  const le = (text: string): Buffer => Buffer.from(text, 'utf16le')
  const be = (text: string): Buffer => le(text).swap16()
  const send = (type: string, content: Uint8Array) =>
    request(app)
      .post('/texts')
      .set('Content-Type', type)
      .set('Accept', 'application/json')
      .serialize(asItIs)
      .send(Buffer.from(content))

  test.each<[what: string, type: string, content: Uint8Array]>([
    ['UTF-8 that declares UTF-16, by its parameter', 'text/xml; charset=utf-8', Buffer.from(declared('utf-16'))],
    [
      'UTF-8 that declares ISO-8859-1, by its parameter',
      'application/xml; charset="UTF-8"',
      Buffer.from(declared('ISO-8859-1')),
    ],
    ['UTF-8 that declares UTF-16, by its mark', 'application/xml', Buffer.from(`\uFEFF${declared('utf-16')}`)],
    ['UTF-16, little end first, by its mark', 'application/xml', le(`\uFEFF${declared('utf-16')}`)],
    ['UTF-16, big end first, by its mark', 'application/xml', be(`\uFEFF${declared('UTF-16')}`)],
    ['UTF-16 that declares UTF-8, by its mark', 'application/xml', be(`\uFEFF${declared('UTF-8')}`)],
    [
      'UTF-16 whose parameter says UTF-8, by its mark',
      'application/xml; charset=utf-8',
      le(`\uFEFF${declared('UTF-16')}`),
    ],
    [
      'UTF-8 whose parameter says UTF-16, by its mark',
      'application/xml; charset=utf-16',
      Buffer.from(`\uFEFF${declared('UTF-8')}`),
    ],
    [
      'UTF-8 whose parameter says ISO-8859-1, by its mark',
      'text/xml; charset=iso-8859-1',
      Buffer.from(`\uFEFF${declared('UTF-8')}`),
    ],
    ['UTF-16 by its parameter and mark', 'application/vnd.acme+xml; charset=utf-16', be(`\uFEFF${declared('UTF-16')}`)],
    ['UTF-16BE by its parameter', 'application/xml; charset=utf-16be', be(declared('utf-16be'))],
    ['UTF-16LE by its parameter', 'application/xml; charset=UTF-16LE', le('<a><t>é€</t></a>')],
  ])('is read: %s', async (_what, type, content) => {
    const { status, body } = await send(type, content)
    expect({ status, body }).toEqual({ status: 200, body: 'é€' })
  })

  test.each<[what: string, type: string, content: Uint8Array, charset: string, read: string]>([
    ['declared', 'application/xml', Buffer.from(declared('ISO-8859-1'), 'latin1'), 'ISO-8859-1', 'UTF-8 or UTF-16'],
    ['by parameter', 'application/xml; charset=windows-1252', Buffer.from('<a/>'), 'windows-1252', 'UTF-8 or UTF-16'],
    ['UTF-32', 'application/xml', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0]), 'UTF-32', 'UTF-8 or UTF-16'],
    ['UTF-16 without a mark', 'application/xml', le('<a/>'), 'UTF-16 without a byte order mark', 'UTF-8 or UTF-16'],
    ['of JSON', 'application/json; charset=utf-16', le('\uFEFF{"t":"x"}'), 'utf-16', 'UTF-8'],
  ])('is refused with 415, which names the accepted charsets: %s', async (_what, type, content, charset, expected) => {
    const { status, body } = await send(type, content)
    expect({ status, message: body.message }).toEqual({
      status: 415,
      message: `bodies in ${charset} are not read here; expected ${expected}`,
    })
  })

  test.each<[what: string, type: string, content: Uint8Array]>([
    ['half a pair', 'application/xml', Buffer.concat([le('\uFEFF<a><t>'), Buffer.from([0x00, 0xd8]), le('</t></a>')])],
    [
      'half a pair, big end first',
      'application/xml',
      Buffer.concat([be('\uFEFF<a><t>'), Buffer.from([0xdc, 0x00]), be('</t></a>')]),
    ],
    ['half a code unit', 'application/xml', Buffer.concat([le('\uFEFF<a><t>x</t></a>'), Buffer.from([0x20])])],
    [
      'half a code unit, big end first',
      'application/xml',
      Buffer.concat([be('\uFEFF<a><t>x</t></a>'), Buffer.from([0x00])]),
    ],
    ['more than ASCII in ASCII', 'application/xml; charset=us-ascii', Buffer.from('<a><t>é</t></a>')],
    ['ISO-8859-1 as UTF-8', 'application/xml; charset=utf-8', Buffer.from('<a><t>é</t></a>', 'latin1')],
  ])('is refused with 400 if octets are invalid, and none is replaced: %s', async (_what, type, content) => {
    const { status, body } = await send(type, content)
    expect({ status, message: body.message }).toEqual({
      status: 400,
      message: expect.stringContaining('expected octets in '),
    })
  })

  test('does not change the limit, which counts bytes', async () => {
    const small = endware({ limits: { bodyBytes: 100 } })
    const other = small.routes(express.Router())
    other.post('/', { body: z.object({ t: z.string() }) }, ({ body }) => body.t)
    const content = le(`\uFEFF<a><t>${'x'.repeat(60)}</t></a>`)
    const { status } = await request(express().use(other).use(small.fallback()))
      .post('/')
      .set('Content-Type', 'application/xml')
      .serialize(asItIs)
      .send(content)
    expect(status).toBe(413)
  })

  test('does not matter if an earlier middleware has decoded the text', async () => {
    const upstream = express()
      .use(express.text({ type: '*/xml' }))
      .use(routes)
    const { body } = await request(upstream)
      .post('/texts')
      .set('Content-Type', 'text/xml; charset=utf-16')
      .set('Accept', 'application/json')
      .serialize(asItIs)
      .send(le(declared('utf-16')))
    expect(body).toBe('é€')
  })
})
