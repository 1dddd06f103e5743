import { describe, expect, test } from '@jest/globals'
import type { Express } from 'express'
import request from 'supertest'
import { after, before, oneEnvelope, oneRoute } from '../../examples/migration.js'

const steps: Readonly<Record<string, Express>> = { before, oneRoute, oneEnvelope, after }

/** A request, and its answer before the migration, with one route, with one envelope, and after the migration. */
interface Row {
  readonly ask: string
  readonly signedIn?: boolean
  readonly accept?: string
  readonly type?: string
  readonly body?: string
  readonly answers: Readonly<Record<string, readonly [status: number, says: unknown]>>
}

const everyStep = (answer: readonly [status: number, says: unknown]): Row['answers'] => ({
  before: answer,
  oneRoute: answer,
  oneEnvelope: answer,
  after: answer,
})
const json = 'application/json'
const xml = 'application/xml'
const own = (error: string) => ({ error })
const enveloped = (status: number, error: string, message: string) =>
  expect.objectContaining({ status, error, message })
const id = { id: expect.any(Number) }

const rows: readonly Row[] = [
  { ask: 'get /notes/0', answers: everyStep([200, { text: 'buy milk' }]) },
  { ask: 'post /notes', type: json, body: '{"text":"sleep"}', answers: everyStep([201, id]) },
  {
    ask: 'get /notes/0',
    accept: xml,
    answers: {
      ...everyStep([200, expect.stringContaining('<response><text>buy milk</text></response>')]),
      before: [200, { text: 'buy milk' }],
    },
  },
  {
    ask: 'get /notes/9',
    answers: {
      ...everyStep([404, enveloped(404, 'Not Found', 'no such note')]),
      before: [404, own('no such note')],
    },
  },
  {
    ask: 'get /notes/0',
    signedIn: false,
    answers: {
      before: [401, own('who are you?')],
      oneRoute: [401, own('who are you?')],
      oneEnvelope: [401, enveloped(401, 'Unauthorized', 'who are you?')],
      after: [401, enveloped(401, 'Unauthorized', 'who are you?')],
    },
  },
  {
    ask: 'post /notes',
    type: json,
    body: '{"text":1}',
    answers: {
      before: [400, own('a note has a text')],
      oneRoute: [400, own('a note has a text')],
      oneEnvelope: [400, enveloped(400, 'Bad Request', 'a note has a text')],
      after: [400, expect.objectContaining({ errors: [expect.objectContaining({ in: 'body', pointer: '/text' })] })],
    },
  },
  {
    ask: 'post /notes',
    type: xml,
    body: '<note><text>sleep</text></note>',
    answers: {
      before: [400, own('a note has a text')],
      oneRoute: [400, own('a note has a text')],
      oneEnvelope: [400, enveloped(400, 'Bad Request', 'a note has a text')],
      after: [201, id],
    },
  },
  {
    ask: 'delete /notes/0',
    answers: {
      before: [404, expect.stringContaining('Cannot DELETE /notes/0')],
      oneRoute: [404, expect.stringContaining('Cannot DELETE /notes/0')],
      oneEnvelope: [404, enveloped(404, 'Not Found', 'there is nothing here')],
      after: [405, enveloped(405, 'Method Not Allowed', 'this resource has no DELETE; it has GET, HEAD, OPTIONS')],
    },
  },
]

describe.each(Object.keys(steps))('%s', (step) => {
  const cases = rows.map((row) => ({
    ...row,
    what: [row.ask, row.accept, row.type, row.body].filter(Boolean).join(' '),
  }))
  test.each(cases)('$what', async ({ ask, signedIn = true, accept = '*/*', type, body, answers }) => {
    const [method = '', path = ''] = ask.split(' ')
    const sending = request(steps[step] as Express)
      [method as 'get'](path)
      .set('accept', accept)
    if (signedIn) sending.set('authorization', 'Bearer me')
    if (type !== undefined) sending.type(type)
    const { status, body: parsed, text } = await sending.send(body)
    const says = Object.keys(parsed).length > 0 ? parsed : text
    expect([status, says]).toEqual(answers[step])
  })
})
