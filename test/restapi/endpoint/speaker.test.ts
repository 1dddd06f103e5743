import { endware, type FailureReport, form, json, type Messages, type ValidationFault, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { z } from 'zod'
import { speakerFor } from '../../../restapi/src/endpoint/speaker.js'
import { StepCounter } from '../../support/count-steps.js'
import { serve } from '../../support/serve.js'

interface Refused {
  readonly status: number
  readonly headers: Headers
  readonly message: string
  readonly errors: readonly { readonly pointer: string; readonly message: string }[]
  readonly reports: readonly FailureReport[]
}

const Order = z.strictObject({ sku: z.string().max(3), count: z.number().min(1) })

async function refused(messages: Messages | undefined, init: RequestInit = {}, query = ''): Promise<Refused> {
  const reports: FailureReport[] = []
  const api = endware({
    codecs: [json(), xml(), form()],
    onFailure: (report) => reports.push(report),
    ...(messages === undefined ? {} : { messages }),
  })
  const contract = { query: z.object({ limit: z.int().min(1).optional() }), body: Order }
  const serving = await serve(api.endpoint(contract, () => 204))
  const sent = {
    method: 'POST',
    body: '{"sku":"SECRET","count":0}',
    ...init,
    headers: { 'content-type': 'application/json', ...init.headers },
  }
  const response = await fetch(`${serving.url}/${query}`, sent)
  const content = (await response.json()) as Pick<Refused, 'message' | 'errors'>
  await serving.close()
  return { status: response.status, headers: response.headers, ...content, reports }
}

const german: Messages = (fault, { language }) => {
  if (language(['en', 'de']) !== 'de') return undefined
  if (fault.kind === 'minimum') return `${fault.name} muss mindestens ${fault.minimum} sein`
  return fault.kind === 'request' ? `die Anfrage hat ${fault.total} Fehler` : undefined
}

describe('the function messages', () => {
  test('gets each fault with its kind, place and sentence, and the request last', async () => {
    const faults: ValidationFault[] = []
    const { status } = await refused((fault) => {
      faults.push(fault)
      return undefined
    })
    expect(status).toBe(400)
    const body = { in: 'body' }
    expect(faults).toEqual([
      {
        ...body,
        kind: 'length',
        pointer: '/sku',
        name: 'sku',
        message: 'sku must be at most 3 characters long',
        minimum: undefined,
        maximum: 3,
        unit: 'characters',
      },
      {
        ...body,
        kind: 'minimum',
        pointer: '/count',
        name: 'count',
        message: 'count must be at least 1',
        minimum: 1,
        isExclusive: false,
      },
      {
        kind: 'request',
        in: undefined,
        pointer: '',
        name: 'the request',
        total: 2,
        first: 'sku must be at most 3 characters long',
        message: 'the request is not valid: 2 errors',
      },
    ])
  })

  test.each<[accepted: string, language: string | null, messages: readonly string[]]>([
    ['de-AT, en;q=0.5', 'de', ['sku must be at most 3 characters long', 'count muss mindestens 1 sein']],
    ['fr, EN-us;q=0.9, de;q=0.1', 'en', ['sku must be at most 3 characters long', 'count must be at least 1']],
    ['de;q=0, en-GB', 'en', ['sku must be at most 3 characters long', 'count must be at least 1']],
    ['fr', null, ['sku must be at most 3 characters long', 'count must be at least 1']],
  ])('answers Accept-Language %s in %s, and Vary says so', async (accepted, language, messages) => {
    const { headers, errors, message } = await refused(german, { headers: { 'accept-language': accepted } })
    expect(errors.map((error) => error.message)).toEqual(messages)
    expect(message).toBe(language === 'de' ? 'die Anfrage hat 2 Fehler' : 'the request is not valid: 2 errors')
    expect([headers.get('content-language'), headers.get('vary')]).toEqual([language, 'Accept, Accept-Language'])
  })

  test('that does not ask for the language leaves the fields as they are', async () => {
    const { headers } = await refused(() => 'no', { headers: { 'accept-language': 'de' } })
    expect([headers.get('content-language'), headers.get('vary')]).toEqual([null, 'Accept'])
  })

  test.each<[content: string, type: string]>([
    ['{"sku":"a","count":0}', 'application/json'],
    ['<order><sku>a</sku><count>0</count></order>', 'application/xml'],
    ['sku=a&count=0', 'application/x-www-form-urlencoded'],
  ])('has the same faults for the content %s', async (body, type) => {
    const { errors, message } = await refused(({ kind, name }) => `${kind} of ${name}`, {
      body,
      headers: { 'content-type': type, accept: 'application/json' },
    })
    expect([errors, message]).toEqual([
      [{ in: 'body', pointer: '/count', message: 'minimum of count' }],
      'request of the request',
    ])
  })

  test.each<[what: string, messages: unknown, cause: RegExp]>([
    [
      'throws',
      () => {
        throw new Error('no words')
      },
      /no words/,
    ],
    ['returns a number', () => 7, /messages must return text or undefined, synchronously; got 7/],
    ['returns an empty text', () => '', /got ''/],
    ['returns a promise', () => Promise.reject(new Error('late')), /got a promise/],
  ])('that %s changes nothing, and is reported once', async (_what, messages, cause) => {
    const { status, errors, reports } = await refused(messages as Messages)
    expect([status, errors[1]?.message]).toEqual([400, 'count must be at least 1'])
    expect(reports.map(({ code, status: sent }) => [code, sent])).toEqual([['messages-failed', 400]])
    expect(String(reports[0]?.cause)).toMatch(cause)
  })

  test('may return a long message, which is cut', async () => {
    const { errors, message } = await refused(() => 'x'.repeat(5_000))
    expect([errors[0]?.message.length, message.length]).toEqual([300, 1_000])
  })

  test('gets a missing body as a fault', async () => {
    const { errors } = await refused(({ kind, name }) => `${kind}: ${name}`, { body: null })
    expect(errors).toEqual([{ in: 'body', pointer: '', message: 'missing: the body' }])
  })

  test('must be a function', () => {
    expect(() => endware({ messages: { de: 'nein' } as never })).toThrow(/the option messages must be a function/)
  })
})

test('the message of one fault is that of the answer', async () => {
  const { message } = await refused(undefined, { body: '{"sku":"a","count":1}' }, '?limit=0')
  expect(message).toBe('the request is not valid: limit must be at least 1')
})

test('the languages of a request are looked up once, however many faults it has', () => {
  const counter = new StepCounter(/accepted-languages/)
  const messages: Messages = (_fault, { language }) => language(['en', 'de'])
  const headers = { 'accept-language': Array.from({ length: 50 }, (_, at) => `fr-FR-x-${at}`).join(', ') }
  const speaker = speakerFor({ headers } as never, {} as never, { messages, onFailure: () => undefined })
  const fault = { kind: 'missing', in: 'body', pointer: '/a', name: 'a', message: 'a is required' } as const
  const steps = counter.counts([() => speaker.say(fault), () => speaker.say(fault)])
  counter.stop()
  expect(steps).toEqual([expect.any(Number), 0])
  expect(steps[0]).toBeGreaterThan(50)
})
