import { endware, json, provide, type RouterDefaults, type Security, securityScheme } from '@endware/restapi'
import { type OpenApiOptions, openapi } from '@endware/restapi/openapi'
import { describe, expect, test } from '@jest/globals'
import { Router } from 'express'
import { at } from './sample-document.js'

const verify = () => ({})
const flows = { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { read: 'Reads' } } }
const bearer = securityScheme.bearer({ format: 'JWT', verify, description: 'A token' })
const key = securityScheme.apiKey({ in: 'cookie', name: 'sid', verify })
const schemes = {
  bearer,
  key,
  basic: securityScheme.basic({ verify }),
  oauth: securityScheme.oauth2({ flows, verify }),
  openId: securityScheme.openIdConnect({ url: 'https://id.example/.well-known/openid-configuration', verify }),
}
const info = { title: 'Secured', version: '1.0.0' }

/** Returns the document of `GET /` under this security. */
function documentOf(security?: Security, options: Partial<OpenApiOptions> = {}, defaults: RouterDefaults = {}) {
  const routes = endware({ codecs: [json()], security: schemes }).routes(Router(), defaults)
  routes.get('/', security === undefined ? {} : { security }, () => 'a')
  return openapi(routes, { info, ...options })
}

const operation = (document: ReturnType<typeof documentOf>) => at(document, 'paths', '/', 'get')
const statuses = (document: ReturnType<typeof documentOf>): readonly string[] =>
  Object.keys(operation(document).responses as object)

test('the document has the schemes of the end-ware', () => {
  expect(at(documentOf(), 'components', 'securitySchemes')).toEqual({
    bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A token' },
    key: { type: 'apiKey', in: 'cookie', name: 'sid' },
    basic: { type: 'http', scheme: 'basic' },
    oauth: { type: 'oauth2', flows },
    openId: { type: 'openIdConnect', openIdConnectUrl: 'https://id.example/.well-known/openid-configuration' },
  })
})

describe('the security of an operation', () => {
  const rows: readonly (readonly [security: Security | undefined, documented: unknown, failures: readonly string[]])[] =
    [
      [undefined, undefined, []],
      [[], [], []],
      [{ bearer: [] }, [{ bearer: [] }], ['401']],
      [{ bearer: ['read'] }, [{ bearer: ['read'] }], ['401', '403']],
      [
        [{ bearer: ['read'] }, { key: [] }],
        [{ bearer: ['read'] }, { key: [] }],
        ['401', '403'],
      ],
      [[{ bearer: ['read'] }, {}], [{ bearer: ['read'] }, {}], []],
    ]
  test.each(rows)('of %j', (security, documented, failures) => {
    const document = documentOf(security)
    expect(operation(document).security).toEqual(documented)
    expect(statuses(document).filter((status) => ['401', '403'].includes(status))).toEqual(failures)
  })

  test('those of a router are those of its operations', () => {
    const document = documentOf(undefined, {}, { security: { bearer: ['read'] } })
    expect(operation(document).security).toEqual([{ bearer: ['read'] }])
    expect(statuses(document)).toEqual(expect.arrayContaining(['401', '403']))
  })

  test('an operation without security is open, whatever the document requires', () => {
    const document = documentOf(undefined, { security: [{ bearer: [] }] })
    expect([operation(document).security, statuses(document).includes('401')]).toEqual([[], false])
  })

  test('those of a provider count, too', () => {
    const routes = endware({ codecs: [json()], security: schemes }).routes(Router())
    const signed = provide(() => ({}), { security: { key: [] } })
    routes.get('/', { security: { bearer: ['read'] }, use: [signed] }, () => 'a')
    expect(operation(openapi(routes, { info })).security).toEqual([{ key: [], bearer: ['read'] }])
  })

  test('a 401 has its challenge, a 403 and a malformed token may have one', () => {
    const document = documentOf({ bearer: ['read'] })
    const challenge = (status: string): unknown =>
      at(document, 'paths', '/', 'get', 'responses', status, 'headers')['WWW-Authenticate']
    expect(at(document, 'paths', '/', 'get', 'responses', '401', 'headers', 'WWW-Authenticate').required).toBe(true)
    expect([challenge('403'), challenge('400')]).toEqual(
      Array(2).fill({ $ref: '#/components/headers/WWW-Authenticate' }),
    )
    const other = documentOf({ key: [] })
    expect(at(other, 'paths', '/', 'get', 'responses', '400', 'headers')['WWW-Authenticate']).toBeUndefined()
  })
})

describe('schemes that openapi() adds', () => {
  test('may be schemes without verify, or Security Scheme Objects', () => {
    const mutual = { type: 'mutualTLS' }
    const gateway = securityScheme.bearer({ format: 'JWT' })
    const document = documentOf(undefined, { securitySchemes: { mutual, gateway, bearer } })
    expect(at(document, 'components', 'securitySchemes')).toMatchObject({
      mutual,
      gateway: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
    })
  })

  test('two different schemes of one name are refused', () => {
    expect(() => documentOf(undefined, { securitySchemes: { bearer: { type: 'mutualTLS' } } })).toThrow(
      /two different security schemes have the name 'bearer'/,
    )
  })

  test('an unknown scope is refused, also where security is only documented', () => {
    const routes = endware().routes(Router())
    routes.get('/', { security: { oauth: ['write'] } }, () => 'a')
    const oauth = securityScheme.oauth2({ flows })
    expect(() => openapi(routes, { info, securitySchemes: { oauth } })).toThrow(
      /the contract of GET \/ requires the scope 'write' of the security scheme 'oauth', which has read/,
    )
  })
})
