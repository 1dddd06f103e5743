import { forbidden, type Security, securityScheme, serviceUnavailable, status, unauthorized } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import type express from 'express'
import request from 'supertest'
import { basicOf, type Sent, schemes, secured, tokens } from './secured-application.js'

const { key } = schemes

describe('who is let in', () => {
  const rows: readonly (readonly [what: string, security: Security | undefined, sent: Sent, context: object])[] = [
    ['everybody without security', undefined, {}, {}],
    ['everybody under an empty list', [], {}, {}],
    ['everybody under an empty alternative', [{}], {}, {}],
    ['a bearer token', { bearer: [] }, { authorization: 'Bearer reader' }, tokens.reader ?? {}],
    ['a token with the scope', { bearer: ['orders:read'] }, { authorization: 'Bearer reader' }, tokens.reader ?? {}],
    [
      'a token with all scopes',
      { bearer: ['orders:read', 'orders:write'] },
      { authorization: 'bearer writer' },
      tokens.writer ?? {},
    ],
    ['a password', { basic: [] }, { authorization: basicOf('ada:sesame') }, { name: 'ada' }],
    ['a key in a header field', { key: [] }, { 'x-api-key': 'k-1' }, { client: 'till' }],
    ['a key in a cookie', { session: ['orders:read'] }, { cookie: 'a=b; session=s-1' }, { user: 'eve' }],
    [
      'credentials of all schemes of a requirement',
      { bearer: [], key: [] },
      { authorization: 'Bearer reader', 'x-api-key': 'k-1' },
      { ...tokens.reader, client: 'till' },
    ],
    ['the first alternative', [{ bearer: [] }, { key: [] }], { authorization: 'Bearer reader' }, { user: 'ada' }],
    ['the second alternative', [{ bearer: [] }, { key: [] }], { 'x-api-key': 'k-1' }, { client: 'till' }],
    [
      'the second alternative after wrong credentials for the first',
      [{ bearer: [] }, { key: [] }],
      { authorization: 'Bearer nobody', 'x-api-key': 'k-1' },
      { client: 'till' },
    ],
    [
      'the second alternative after too few scopes for the first',
      [{ bearer: ['orders:write'] }, { bearer: ['orders:read'] }],
      { authorization: 'Bearer reader' },
      { user: 'ada' },
    ],
    ['an anonymous caller, if that is an alternative', [{ bearer: [] }, {}], {}, {}],
    [
      'a caller with a token before an anonymous one',
      [{}, { bearer: [] }],
      { authorization: 'Bearer reader' },
      { user: 'ada' },
    ],
    ['a caller with a wrong token as an anonymous one', [{ bearer: [] }, {}], { authorization: 'Bearer nobody' }, {}],
  ]
  test.each(rows)('%s', async (_what, security, sent, context) => {
    const answer = await request(secured(security).app).get('/').set(sent)
    expect(answer.status).toBe(200)
    expect(answer.body.context).toMatchObject(context)
    if (Object.keys(context).length === 0) expect(answer.body.context).toEqual({})
    expect(answer.headers['www-authenticate']).toBeUndefined()
  })

  test('a key in the query', async () => {
    expect((await request(secured({ link: [] }).app).get('/?key=q-1')).status).toBe(200)
  })
})

describe('the result of verify', () => {
  const of = (verify: (token: string) => unknown, scopes: readonly string[] = []) =>
    secured({ bearer: scopes }, { bearer: securityScheme.bearer({ verify: verify as () => undefined }) })
  const ask = (app: express.Express) => request(app).get('/').set('Authorization', 'Bearer abc')

  test.each([undefined, null, false])('%s refuses the credentials', async (nothing) => {
    expect((await ask(of(() => nothing).app)).status).toBe(401)
    expect((await ask(of(() => Promise.resolve(nothing)).app)).status).toBe(401)
  })

  const strange: readonly (readonly [what: string, result: unknown])[] = [
    ['true', true],
    ['text', 'ada'],
    ['a number', 1],
    ['a list', [{ user: 'ada' }]],
    ['a function', () => ({})],
    ['an error', new Error('canary')],
    ['a result', status(401)],
    ['a fetch Response', new Response(null, { status: 401 })],
    ['a map', new Map([['user', 'ada']])],
  ]
  test.each(strange)('%s is a 500 and lets nobody in', async (_what, result) => {
    const { app, reports } = of(() => result)
    const answer = await ask(app)
    expect(answer.status).toBe(500)
    expect(JSON.stringify(answer.body)).not.toContain('canary')
    expect(reports).toHaveLength(1)
  })

  const unscoped: readonly (readonly [what: string, scopes: unknown])[] = [
    ['no scopes', undefined],
    ['scopes as text, in which a search would find others', 'orders:read-all'],
    ['scopes as an object', { 'orders:read': true }],
  ]
  test.each(unscoped)('%s: an operation that requires scopes lets nobody in', async (_what, scopes) => {
    const { app, reports } = of(() => ({ user: 'ada', scopes }), ['orders:read'])
    expect((await ask(app)).status).toBe(500)
    expect(String(reports[0]?.cause)).toMatch(/verify of the security scheme 'bearer' must return the granted scopes/)
  })

  test('scopes that are inherited by a list do not count', async () => {
    expect((await ask(of(() => ({ scopes: ['orders:*'] }), ['constructor']).app)).status).toBe(403)
  })

  test('an HttpError 401 refuses the credentials with its message', async () => {
    for (const verify of [
      () => unauthorized('the "token" has expired'),
      () => {
        throw unauthorized('the "token" has expired')
      },
      () => Promise.reject(unauthorized('the "token" has expired')),
    ]) {
      const answer = await ask(of(verify).app)
      expect(answer.status).toBe(401)
      expect(answer.body.message).toBe('the "token" has expired')
      expect(answer.headers['www-authenticate']).toBe(
        'Bearer realm="api", error="invalid_token", error_description="the \'token\' has expired"',
      )
    }
  })

  test('another HttpError is the answer', async () => {
    const locked = await ask(of(() => forbidden('the account is locked')).app)
    expect([locked.status, locked.body.message]).toEqual([403, 'the account is locked'])
    const down = await ask(of(() => Promise.reject(serviceUnavailable())).app)
    expect(down.status).toBe(503)
  })

  test('an unexpected error is a 500, also beside an alternative or anonymous access', async () => {
    const broken = securityScheme.bearer({ verify: () => Promise.reject(new Error('no keys')) })
    for (const security of [{ broken: [] }, [{ broken: [] }, { key: [] }], [{ broken: [] }, {}]] as Security[]) {
      const { app, reports } = secured(security, { broken, key })
      const answer = await request(app).get('/').set({ authorization: 'Bearer abc', 'x-api-key': 'k-1' })
      expect([answer.status, answer.headers['www-authenticate']]).toEqual([500, undefined])
      expect(String(reports[0]?.cause)).toBe('Error: no keys')
    }
  })

  test('verify gets the credentials, the required scopes, the request and a signal', async () => {
    let seen: unknown
    const scheme = securityScheme.basic({
      verify(credentials, { scopes, request: { method }, signal }) {
        seen = { credentials, scopes, method, aborted: signal.aborted }
        return { scopes }
      },
    })
    const { app } = secured({ scheme: ['a'] }, { scheme })
    expect((await request(app).get('/').set('Authorization', basicOf('ada:b:c'))).status).toBe(200)
    expect(seen).toEqual({
      credentials: { username: 'ada', password: 'b:c' },
      scopes: ['a'],
      method: 'GET',
      aborted: false,
    })
  })

  test('verify is not called for malformed credentials, nor while others are missing', async () => {
    let calls = 0
    const counting = securityScheme.bearer({ verify: () => ({ calls: ++calls }) })
    const { app } = secured({ counting: [], key: [] }, { counting, key })
    await request(app).get('/').set('Authorization', 'Bearer abc')
    await request(app).get('/').set({ authorization: 'Bearer a b', 'x-api-key': 'k-1' })
    expect(calls).toBe(0)
  })

  test('a name that refers to a prototype is a name as any other', async () => {
    const { app } = of(() => JSON.parse('{"__proto__":{"admin":true},"user":"ada"}'))
    const answer = await ask(app)
    expect([answer.body.context.user, answer.body.context.admin]).toEqual(['ada', undefined])
    expect(({} as { admin?: boolean }).admin).toBeUndefined()
  })
})
