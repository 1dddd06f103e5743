import { type Security, securityScheme, unauthorized } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import request from 'supertest'
import { basicOf, type Sent, secured } from './secured-application.js'

describe('who is refused', () => {
  const rows: readonly (readonly [
    what: string,
    security: Security,
    sent: Sent,
    status: number,
    code: RegExp,
    challenge: string | undefined,
  ])[] = [
    ['no credentials', { bearer: [] }, {}, 401, /requires a bearer token/, 'Bearer realm="api"'],
    [
      'no credentials, with scopes required',
      { bearer: ['orders:read', 'orders:write'] },
      {},
      401,
      /requires a bearer token/,
      'Bearer realm="api", scope="orders:read orders:write"',
    ],
    [
      'credentials of another scheme',
      { bearer: [] },
      { authorization: basicOf('a:b') },
      401,
      /requires/,
      'Bearer realm="api"',
    ],
    [
      'a wrong token',
      { bearer: [] },
      { authorization: 'Bearer nobody' },
      401,
      /not valid/,
      'Bearer realm="api", error="invalid_token"',
    ],
    [
      'a token without the scope',
      { bearer: ['orders:write'] },
      { authorization: 'Bearer reader' },
      403,
      /requires the scope orders:write/,
      'Bearer realm="api", error="insufficient_scope", scope="orders:write"',
    ],
    [
      'a malformed token',
      { bearer: [] },
      { authorization: 'Bearer a b' },
      400,
      /cannot be read: expected Bearer/,
      'Bearer realm="api", error="invalid_request", error_description="expected Bearer, a space and one token in Authorization (RFC 6750 section 2.1)"',
    ],
    ['no password', { basic: [] }, {}, 401, /user name/, 'Basic realm="shop \\"north\\"", charset="UTF-8"'],
    [
      'a wrong password',
      { basic: [] },
      { authorization: basicOf('a:b') },
      401,
      /not valid/,
      'Basic realm="shop \\"north\\"", charset="UTF-8"',
    ],
    [
      'a malformed password',
      { basic: [] },
      { authorization: 'Basic x' },
      401,
      /cannot be read/,
      'Basic realm="shop \\"north\\"", charset="UTF-8"',
    ],
    ['no key', { key: [] }, {}, 401, /API key/, 'ApiKey realm="api", in="header", name="X-API-Key"'],
    [
      'a wrong key',
      { key: [] },
      { 'x-api-key': 'no' },
      401,
      /not valid/,
      'ApiKey realm="api", in="header", name="X-API-Key"',
    ],
    ['a session without the scope', { session: ['orders:write'] }, { cookie: 'session=s-1' }, 403, /scope/, undefined],
    [
      'one of two needed credentials',
      { bearer: [], key: [] },
      { authorization: 'Bearer reader' },
      401,
      /a bearer token in Authorization and an API key in the header field X-API-Key/,
      'Bearer realm="api", ApiKey realm="api", in="header", name="X-API-Key"',
    ],
    [
      'credentials of no alternative',
      [{ bearer: [] }, { key: [] }],
      {},
      401,
      /a bearer token in Authorization, or an API key/,
      'Bearer realm="api", ApiKey realm="api", in="header", name="X-API-Key"',
    ],
    [
      'wrong credentials of one alternative: the other gets no error code',
      [{ key: [] }, { bearer: [] }],
      { authorization: 'Bearer nobody' },
      401,
      /not valid/,
      'ApiKey realm="api", in="header", name="X-API-Key", Bearer realm="api", error="invalid_token"',
    ],
    [
      'too few scopes in one alternative and nothing for the other',
      [{ key: [] }, { bearer: ['orders:write'] }],
      { authorization: 'Bearer reader' },
      403,
      /scope/,
      'Bearer realm="api", error="insufficient_scope", scope="orders:write"',
    ],
  ]
  test.each(rows)('%s', async (_what, security, sent, status, message, challenge) => {
    const answer = await request(secured(security).app).get('/').set(sent)
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([status, challenge])
    expect(answer.body.message).toMatch(message)
    expect(answer.body.status).toBe(status)
  })

  test('two keys in the query are refused, since either may have been judged before', async () => {
    expect((await request(secured({ link: [] }).app).get('/?key=q-1&key=q-1')).status).toBe(401)
  })

  test('a malformed bearer token is a 400, also after a malformed key', async () => {
    const { app } = secured([{ link: [] }, { bearer: [] }])
    const answer = await request(app).get('/?key=q-1&key=q-2').set('Authorization', 'Bearer a b')
    expect([answer.status, answer.body.message]).toEqual([400, expect.stringContaining('expected Bearer')])
  })

  test('a 403 has the challenges of the schemes whose credentials lack scopes, and no others', async () => {
    const one = securityScheme.bearer({ realm: 'one', verify: () => ({ scopes: [] }) })
    const two = securityScheme.bearer({ realm: 'two', verify: () => undefined })
    const { app } = secured([{ two: [] }, { one: ['a'] }, { two: [] }], { one, two })
    const answer = await request(app).get('/').set('Authorization', 'Bearer abc')
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([
      403,
      'Bearer realm="one", error="insufficient_scope", scope="a"',
    ])
  })

  test('a 401 that verify makes keeps its help, properties and header fields, beside the challenge', async () => {
    const expired = unauthorized('the token has expired')
      .withHelp('sign in again')
      .withProperty('expiredAt', '2026-11-29')
      .withHeader('X-Sign-In', '/sign-in')
    const bearer = securityScheme.bearer({ verify: () => expired })
    const answer = await request(secured({ bearer: [] }, { bearer }).app)
      .get('/')
      .set('Authorization', 'Bearer abc')
    expect(answer.body).toMatchObject({
      message: 'the token has expired',
      help: 'sign in again',
      additional: { expiredAt: '2026-11-29' },
    })
    expect([answer.headers['x-sign-in'], answer.headers['www-authenticate']]).toEqual([
      '/sign-in',
      'Bearer realm="api", error="invalid_token", error_description="the token has expired"',
    ])
  })

  test('a challenge of a 401 that verify makes replaces those of the operation', async () => {
    const bearer = securityScheme.bearer({
      verify: () => unauthorized('step up').withHeader('WWW-Authenticate', 'Bearer acr_values="gold"'),
    })
    const answer = await request(secured({ bearer: [] }, { bearer }).app)
      .get('/')
      .set('Authorization', 'Bearer abc')
    expect(answer.headers['www-authenticate']).toBe('Bearer acr_values="gold"')
  })
})
