import { endware, type FailureReport, problemType } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

const Item = z.object({ sku: z.string(), left: z.int() })
const outOfStock = problemType({
  type: '/problems/out',
  title: 'Out',
  status: 409,
  extensions: z.object({ item: Item }),
})
const row = { item: { sku: 'a', left: 1, cost: 'SECRET' }, row: 'SECRET' }

describe('the extensions of a problem', () => {
  test.each(['application/json', 'application/xml'])(
    'leave as %s only as its schema describes them',
    async (accept) => {
      const answer = await endware().render(outOfStock(row, { detail: 'd' }), { accept })
      expect(answer.status).toBe(409)
      expect(answer.content).toMatch(/left/)
      expect(answer.content).not.toMatch(/SECRET/)
    },
  )

  test('are on the problem as they will be sent', () => {
    expect(outOfStock(row, { detail: 'd' }).members).toEqual({
      type: '/problems/out',
      title: 'Out',
      status: 409,
      detail: 'd',
      instance: undefined,
      item: { sku: 'a', left: 1 },
    })
  })

  test('are encoded by their codecs, and stay so in a copy', async () => {
    const at = z.codec(z.iso.datetime(), z.date(), { decode: (t) => new Date(t), encode: (d) => d.toISOString() })
    const closed = problemType({ type: '/problems/c', title: 'C', status: 409, extensions: z.object({ at }) })
    const answer = await endware().render(closed({ at: new Date(0) }).withHeader('x', 'y'))
    expect(JSON.parse(String(answer.content))).toMatchObject({ status: 409, at: '1970-01-01T00:00:00.000Z' })
  })

  test('that the schema cannot describe are a 500 with a report', async () => {
    const reports: FailureReport[] = []
    const api = endware({ onFailure: (report) => reports.push(report) })
    const answer = await api.render(() => outOfStock({ item: [row] } as never))
    expect([answer.status, reports.length]).toEqual([500, 1])
    expect(answer.content).not.toContain('SECRET')
  })

  test('with a one-way transform are refused when declared', () => {
    const extensions = z.object({ n: z.string().transform(Number) })
    expect(() => problemType({ type: '/p', title: 'P', status: 409, extensions })).toThrow(/\/p .*z\.codec\(\)/)
  })
})
