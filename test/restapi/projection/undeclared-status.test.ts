import { endware, type FailureReport, noContent, notFound, seeOther, status } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'

const A = z.object({ a: z.int() })

describe('a status that the contract does not declare', () => {
  const contract = { responses: { 200: A, 404: 'nothing of this name' } }
  const outcomes: readonly (readonly [says: string, outcome: unknown, code: number])[] = [
    ['is a 500 with a value', status(201, { a: 1 }), 500],
    ['is a 500 with a value, though it is that of a failure in the envelope', status(404, { a: 1 }), 500],
    ['is a 500 with ready content', status(201).withContent('x', 'text/plain'), 500],
    ['goes as it is without content', noContent(), 204],
    ['goes as it is by its number', 202, 202],
    ['goes as it is for a failure', notFound(), 404],
    ['goes as it is for a redirect', seeOther('/x'), 303],
  ]
  test.each(outcomes)('%s', async (_says, outcome, code) => {
    const reports: FailureReport[] = []
    const api = endware({ onFailure: (report) => reports.push(report) })
    expect((await api.render(() => outcome, { contract })).status).toBe(code)
    expect(reports).toHaveLength(code === 500 ? 1 : 0)
  })
})
