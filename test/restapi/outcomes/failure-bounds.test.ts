import { badRequest, type Endware, endware, notFound, ok, problem, seeOther } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Answer, accepts, apis, expectSound, hostile } from './bounded-answers.js'

async function rendered(api: Endware, outcome: unknown, options: object): Promise<Answer> {
  const { status, headers, content = '' } = await api.render(outcome, options)
  const octets = Buffer.byteLength(content) + Buffer.byteLength(JSON.stringify(headers))
  return { status, type: String(headers['content-type']), content: Buffer.from(content as string).toString(), octets }
}

describe('the bounds of an error answer', () => {
  const outcomes: Readonly<Record<string, (text: string) => unknown>> = {
    'a message': (text) => badRequest(text),
    'a message and its cause': (text) => badRequest(text, { cause: notFound(text) }),
    help: (text) => badRequest('no').withHelp(text),
    'a property': (text) => badRequest('no').withProperty('given', text),
    'a property that is a list': (text) => badRequest('no').withProperty('given', text.slice(0, 3_000).split('')),
    'the name of a property': (text) => badRequest('no').withProperty(text, 1),
    'a property in depth': (text) => badRequest('no').withProperty('a', { b: [{ [text]: { c: [text, text] } }] }),
    'the detail of a problem': (text) => problem({ status: 409, detail: text, instance: text }),
    'an extension of a problem': (text) => problem({ status: 409, given: { [text]: [text, text] } }),
    'an error of other middleware': (text) => Object.assign(new Error(text), { status: 400, expose: true }),
  }
  test.each(Object.keys(outcomes))('an answer is at most 64 KiB when it repeats hostile text as %s', async (name) => {
    const property = fc.asyncProperty(
      hostile,
      fc.constantFrom(...accepts),
      fc.constantFrom(apis.default, apis.problem),
      async (text, accept, api) => {
        const answer = await rendered(api, () => Promise.reject(outcomes[name]?.(text)), { accept, requestId: text })
        expect(answer.status).toBeGreaterThanOrEqual(400)
        expect(answer.status).toBeLessThan(500)
        await expectSound(answer)
      },
    )
    await fc.assert(property, { numRuns: 25 })
  })

  test('an answer is at most 64 KiB for generated paths and queries', async () => {
    const property = fc.asyncProperty(hostile, hostile, fc.constantFrom(...accepts), async (path, query, accept) => {
      for (const api of Object.values(apis)) {
        await expectSound(await rendered(api, notFound(), { accept, url: `/${path}?${query}` }))
      }
    })
    await fc.assert(property, { numRuns: 40 })
  })

  test('an answer keeps its first members when the rest does not fit', async () => {
    const error = notFound('no such thing').withHelp('look elsewhere').withProperty('given', 'a'.repeat(100_000))
    const { content } = await apis.default.render(error, { url: '/things' })
    expect(JSON.parse(String(content))).toMatchObject({
      status: 404,
      error: 'Not Found',
      message: 'no such thing',
      help: 'look elsewhere',
      path: '/things',
    })
  })

  test('the envelope of an application has no limit', async () => {
    const large = 'a'.repeat(200_000)
    const { content } = await endware({ envelope: () => ({ large }) }).render(notFound())
    expect(JSON.parse(String(content))).toEqual({ large })
  })

  test('header fields that exceed 8 KiB together are left out', async () => {
    const error = notFound().withHeaders({
      'x-first': 'a'.repeat(5_000),
      'x-second': 'b'.repeat(5_000),
      'x-third': 'c',
    })
    const { status, headers } = await apis.default.render(error)
    expect(status).toBe(404)
    expect(Object.keys(headers)).toEqual(expect.arrayContaining(['x-first', 'x-third']))
    expect(headers).not.toHaveProperty('x-second')
  })
})

describe('a text that was cut', () => {
  test('a cut message ends with … between code points', async () => {
    const { content } = await apis.default.render(badRequest('😀'.repeat(5_000)))
    const { message } = JSON.parse(String(content))
    expect(message.isWellFormed()).toBe(true)
    expect(message).toMatch(/^(?:😀)+…$/u)
    expect(message.length).toBeLessThanOrEqual(1_000)
  })

  test.each(['a', '%20', '%C3%A9', '%E2%82%AC', '%F0%9F%98%80', '%E2%82%ACa'])(
    'a cut path of %s ends between percent-encoded characters',
    async (character) => {
      for (const before of ['/', '/a', '/ab', '/abc']) {
        const { content } = await apis.default.render(notFound(), { url: before + character.repeat(2_000) })
        const { path } = JSON.parse(String(content))
        expect(path).toMatch(/…$/)
        expect(() => decodeURIComponent(path)).not.toThrow()
        expect(path.length).toBeGreaterThan(900)
      }
    },
  )

  test('the instance of a problem stays a URI reference when it is cut', async () => {
    const { content } = await apis.problem.render(notFound(), { url: `/${'a'.repeat(2_000)}` })
    expect(JSON.parse(String(content)).instance).toMatch(/^\/a+%E2%80%A6$/)
  })
})

describe('a header field of 16 KiB or more', () => {
  const large = 'a'.repeat(20_000)
  test.each([
    ['Location', () => seeOther(`/${large}`)],
    ['Link', () => ok().withLink(`/${large}`, { rel: 'next' })],
    [
      'Link, one at a time',
      () =>
        Array(20)
          .fill(`/${'a'.repeat(1_000)}`)
          .reduce((result, target) => result.withLink(target, { rel: 'next' }), ok()),
    ],
    ['a field of the endpoint', () => ok().withHeader('x-echo', large)],
    ['a list of values', () => ok().withHeader('x-echo', Array(30).fill('a'.repeat(1_000)))],
    [
      'five cookies of 4,000 bytes',
      () =>
        Array.from({ length: 5 }, (_, at) => `c${at}`).reduce(
          (result, name) => result.withCookie(name, large.slice(0, 4_000)),
          ok(),
        ),
    ],
  ] as const)('throws when it is set: %s', async (_name, outcome) => {
    expect(outcome).toThrow(/^the header field \S+ must have at most 16384 bytes; got \d+/)
    expect((await apis.default.render(outcome)).status).toBe(500)
  })
})
