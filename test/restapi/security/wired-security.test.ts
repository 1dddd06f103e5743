import { endware, type SecuritySchemes, securityScheme } from '@endware/restapi'
import { openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { z } from 'zod'

const verify = (): undefined => undefined
const flows = { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { read: 'Read', write: 'Write' } } }
const bearer = securityScheme.bearer({ verify })
const oauth = securityScheme.oauth2({ flows, verify })
const link = securityScheme.apiKey({ in: 'query', name: 'key', verify })

describe('a wrong scheme stops the application when it starts', () => {
  const rows: readonly (readonly [what: string, make: () => unknown, message: RegExp])[] = [
    ['an unknown option', () => securityScheme.bearer({ verfy: verify } as never), /no option 'verfy'.*format, verify/],
    ['a verify that is no function', () => securityScheme.basic({ verify: 'x' } as never), /verify must be a function/],
    [
      'a realm that no field can carry',
      () => securityScheme.bearer({ realm: 'läden' }),
      /realm must be printable ASCII/,
    ],
    ['a realm with a line feed', () => securityScheme.basic({ realm: 'a\r\nb' }), /realm must be printable ASCII/],
    ['a format that is no text', () => securityScheme.bearer({ format: 1 } as never), /format must be text; got 1/],
    [
      'a key without its place',
      () => securityScheme.apiKey({ name: 'a' } as never),
      /in must be header, query or cookie/,
    ],
    ['a key in a body', () => securityScheme.apiKey({ in: 'body', name: 'a' } as never), /got 'body'/],
    ['a key without a name', () => securityScheme.apiKey({ in: 'query' } as never), /name must be that of a query/],
    [
      'a header field that is none',
      () => securityScheme.apiKey({ in: 'header', name: 'a b' }),
      /header field; got 'a b'/,
    ],
    ['a cookie that is none', () => securityScheme.apiKey({ in: 'cookie', name: 'a=b' }), /cookie; got 'a=b'/],
    ['no flow', () => securityScheme.oauth2({ flows: {} }), /must have one of implicit, .*; got none/],
    ['an unknown flow', () => securityScheme.oauth2({ flows: { device: {} } } as never), /no member 'device'/],
    [
      'a flow without the page of consent',
      () => securityScheme.oauth2({ flows: { authorizationCode: { tokenUrl: '/', scopes: {} } } }),
      /authorizationCode\.authorizationUrl must be text/,
    ],
    [
      'a scope with a space',
      () => securityScheme.oauth2({ flows: { password: { tokenUrl: '/', scopes: { 'a b': '' } } } }),
      /a scope is printable ASCII without spaces.*got 'a b'/,
    ],
    ['a provider without an address', () => securityScheme.openIdConnect({} as never), /url must be text/],
    ['a list of schemes', () => endware({ security: [bearer] as never }), /an object of schemes by name.*got an array/],
    ['null', () => endware({ security: null as never }), /an object of schemes by name.*got null/],
    ['a scheme in the place of schemes', () => endware({ security: bearer as never }), /an object of schemes by name/],
    [
      'a Security Scheme Object',
      () => endware({ security: { a: { type: 'http' } } as never }),
      /made by securityScheme/,
    ],
    [
      'schemes that are undefined, which would switch security off',
      () => endware({ security: undefined as never }),
      /by name.*got undefined; omit the option/,
    ],
    ['a name that OpenAPI does not allow', () => endware({ security: { 'a b': bearer } }), /got 'a b'/],
    ['a scheme without verify', () => endware({ security: { a: securityScheme.bearer() } }), /'a' needs verify/],
  ]
  test.each(rows)('%s', (_what, make, message) => {
    expect(make).toThrow(TypeError)
    expect(make).toThrow(message)
  })
})

describe('wrong security stops the application', () => {
  const rows: readonly (readonly [what: string, security: unknown, message: RegExp])[] = [
    [
      'an unknown scheme',
      { baerer: [] },
      /names the scheme 'baerer'; endware\(\{ security \}\) has bearer, oauth, link/,
    ],
    ['an unknown scheme of an alternative', [{ bearer: [] }, { other: [] }], /names the scheme 'other'/],
    ['a name of Object.prototype', { constructor: [] }, /names the scheme 'constructor'/],
    ['a scope that the scheme does not have', { oauth: ['delete'] }, /the scope 'delete'; the scheme has read, write/],
    ['a scope that is none', { bearer: ['a b'] }, /a scope is printable ASCII.*got 'a b'/],
    ['a scope that is no text', { bearer: [1] }, /a scope is printable ASCII.*got 1/],
    ['scopes as text', { bearer: 'read' }, /must be scopes by the names of security schemes/],
    ['the name of a scheme', 'bearer', /must be scopes by the names of security schemes/],
    ['true', true, /must be scopes by the names of security schemes/],
    [
      'an object without schemes',
      {},
      /security names no scheme; write \{ bearer: \[\] \} for one, or \[\] to let everybody/,
    ],
  ]
  const api = endware({ security: { bearer, oauth, link } })
  test.each(rows)('%s', (_what, security, message) => {
    const wire = (): unknown => api.endpoint({ security: security as never }, () => 'a')
    expect(wire).toThrow(TypeError)
    expect(wire).toThrow(message)
  })

  test('the default of a router is checked with its first route', () => {
    const routes = api.routes(Router(), { security: { other: [] } })
    expect(() => routes.get('/', () => 'a')).toThrow(/names the scheme 'other'/)
  })

  test('a parameter with the name of an API key, as no endpoint gets it', () => {
    expect(() => api.endpoint({ query: z.object({ key: z.string() }) }, () => 'a')).toThrow(
      /'key' is the API key of a security scheme/,
    )
  })
})

test('without schemes, the security of a contract is only documented', async () => {
  const routes = endware().routes(Router())
  routes.get('/', { security: { bearer: ['any'] } }, ({ context }) => ({ context }))
  const document = openapi(routes, {
    info: { title: 'A', version: '1' },
    securitySchemes: { bearer } as SecuritySchemes,
  })
  expect(document.components?.securitySchemes).toEqual({ bearer: { type: 'http', scheme: 'bearer' } })
})
