import { challengeText, descriptionText } from '../http/challenge.js'
import { brands } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkOptionalText, checkText, describeValue } from '../values/check-value.js'
import { apiKeyReader, placeNames } from './api-key.js'
import { basicCredentials } from './basic-credentials.js'
import { bearerToken } from './bearer-token.js'
import type { BasicCredentials, ReadCredentials } from './credentials.js'
import { scopesOf } from './oauth-flows.js'
import type {
  ApiKeyOptions,
  BearerOptions,
  OAuth2Options,
  OpenIdConnectOptions,
  SecuritySchemeOptions,
} from './scheme-options.js'
import type { Verify } from './verify.js'

/** The part of a challenge that depends on the request. */
export interface ChallengeReason {
  /** The scopes that the operation requires of the scheme. */
  readonly scopes: readonly string[]
  /** The error code; `undefined` when the request has no credentials for the scheme. @see RFC 6750 §3.1 */
  readonly error?: 'invalid_request' | 'invalid_token' | 'insufficient_scope'
  readonly description?: string
}

/**
 * A way to authenticate: how credentials are sent, verified and asked for. It is made by {@link securityScheme}.
 *
 * @example
 * const bearer: SecurityScheme<{ user: string }> = securityScheme.bearer({
 *   verify: (token) => token === 'secret' && { user: 'ann' },
 * })
 * const secured = endware({ security: { bearer } })
 */
export interface SecurityScheme<out Verified extends object = object> {
  /** True for schemes whose credentials are bearer tokens: their failures have the error codes of RFC 6750 §3.1. */
  readonly isBearer: boolean
  /** The credentials as messages name them. */
  readonly label: string
  /** The Security Scheme Object for the OpenAPI document. @see OpenAPI 3.1.1 §4.8.27 */
  readonly definition: Readonly<Record<string, unknown>>
  /** The scopes that exist; `undefined` when they are not declared. */
  readonly scopes: ReadonlySet<string> | undefined
  /** The field of requests on which answers depend. */
  readonly vary: string
  /** The query parameter with the credentials. Endpoints do not get it. */
  readonly queryParameter: string | undefined
  readonly read: ReadCredentials<unknown>
  readonly verify: Verify<never, Verified> | undefined
  /** Returns the challenge for `WWW-Authenticate`. */
  challenge(reason: ChallengeReason): string
}

function bearer<Verified extends object = never>(options: BearerOptions<Verified> = {}): SecurityScheme<Verified> {
  check('bearer', options, ['format'])
  checkOptionalText("securityScheme.bearer()'s format", options.format)
  const { format } = options
  return bearerScheme(options, {
    type: 'http',
    scheme: 'bearer',
    ...(format === undefined ? {} : { bearerFormat: format }),
  })
}

function oauth2<Verified extends object = never>(options: OAuth2Options<Verified>): SecurityScheme<Verified> {
  check('oauth2', options, ['flows'])
  const scopes = scopesOf(options.flows)
  return bearerScheme(options, { type: 'oauth2', flows: options.flows }, scopes)
}

function openIdConnect<Verified extends object = never>(
  options: OpenIdConnectOptions<Verified>,
): SecurityScheme<Verified> {
  check('openIdConnect', options, ['url'])
  checkText("securityScheme.openIdConnect()'s url", options.url)
  return bearerScheme(options, { type: 'openIdConnect', openIdConnectUrl: options.url })
}

function basic<Verified extends object = never>(
  options: SecuritySchemeOptions<BasicCredentials, Verified> = {},
): SecurityScheme<Verified> {
  check('basic', options, [])
  const { realm = 'api' } = options
  return made(options, {
    label: 'a user name and a password in Authorization (Basic)',
    definition: { type: 'http', scheme: 'basic' },
    vary: 'Authorization',
    read: basicCredentials,
    challenge: () => challengeText('Basic', { realm, charset: 'UTF-8' }), // RFC 7617 §2.1
  })
}

function apiKey<Verified extends object = never>(options: ApiKeyOptions<Verified>): SecurityScheme<Verified> {
  check('apiKey', options, ['in', 'name'])
  const { in: place, name, realm = 'api' } = options
  if (!Object.hasOwn(placeNames, place)) {
    throw new TypeError(`securityScheme.apiKey()'s in must be header, query or cookie; got ${describeValue(place)}`)
  }
  if (typeof name !== 'string' || !(place === 'query' ? /^.+$/s : /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/).test(name)) {
    throw new TypeError(
      `securityScheme.apiKey()'s name must be that of a ${placeNames[place]}; got ${describeValue(name)}`,
    )
  }
  return made(options, {
    label: place === 'cookie' ? `the cookie ${name}` : `an API key in the ${placeNames[place]} ${name}`,
    definition: { type: 'apiKey', in: place, name },
    vary: place === 'cookie' ? 'Cookie' : place === 'header' ? name : '',
    queryParameter: place === 'query' ? name : undefined,
    read: apiKeyReader(place, name),
    // RFC 9110 §15.5.2 requires a challenge, and no scheme is registered for API keys
    challenge: () =>
      challengeText('ApiKey', { realm, in: place, name: /^[\x20-\x7E]+$/.test(name) ? name : undefined }),
  })
}

/**
 * Makes security schemes: how clients authenticate, and how the application verifies them. The schemes go to
 * `endware({ security })` by name, contracts require them by that name, and `openapi()` describes them.
 *
 * `bearer`, `oauth2` and `openIdConnect` read a token from `Authorization: Bearer`; `basic` reads a user name and a password; `apiKey` reads
 * a header field, a query parameter or a cookie.
 *
 * @throws TypeError for a wrong option, when the application starts
 * @see RFC 6750, RFC 7617, OpenAPI 3.1.1 §4.8.27
 * @example
 * const tokens = new Map([['t-1', { user: 'ada', scopes: ['orders:read'] }]])
 * const bearer = securityScheme.bearer({ verify: (token) => tokens.get(token) })
 * const api = endware({ security: { bearer } })
 * const readOrders = api.endpoint({ security: { bearer: ['orders:read'] } }, ({ context }) => ({ owner: context.user }))
 */
export const securityScheme = Object.freeze({ bearer, basic, apiKey, oauth2, openIdConnect })

/** Reports whether `value` was made by {@link securityScheme}, of this copy of the package or another. */
export function isSecurityScheme(value: unknown): value is SecurityScheme {
  return typeof value === 'object' && value !== null && Reflect.get(value, brands.securityScheme) === true
}

type Options<Verified extends object> = SecuritySchemeOptions<never, Verified>

/** The longest `error_description`, in characters. */
const longestDescription = 200

function bearerScheme<Verified extends object>(
  options: SecuritySchemeOptions<string, Verified>,
  definition: SecurityScheme['definition'],
  scopes?: ReadonlySet<string>,
): SecurityScheme<Verified> {
  const { realm = 'api' } = options
  return made(options, {
    isBearer: true,
    label: 'a bearer token in Authorization',
    definition,
    scopes,
    vary: 'Authorization',
    read: bearerToken,
    challenge: ({ error, description, scopes: required }) =>
      challengeText('Bearer', {
        realm, // RFC 6750 §3 requires at least one parameter
        error,
        error_description: description && descriptionText(description).slice(0, longestDescription),
        scope: required.length === 0 ? undefined : required.join(' '),
      }),
  })
}

type Parts = Pick<SecurityScheme, 'label' | 'definition' | 'vary' | 'read' | 'challenge'> &
  Partial<Pick<SecurityScheme, 'isBearer' | 'scopes' | 'queryParameter'>>

function made<Verified extends object>(
  { verify, description }: Options<Verified>,
  parts: Parts,
): SecurityScheme<Verified> {
  const { definition, ...rest } = parts
  return Object.freeze({
    isBearer: false,
    scopes: undefined,
    queryParameter: undefined,
    ...rest,
    definition: Object.freeze({ ...definition, ...(description === undefined ? {} : { description }) }),
    verify,
    [brands.securityScheme]: true,
  })
}

function check(name: string, options: Options<object>, own: readonly string[]): void {
  const where = `securityScheme.${name}()`
  checkOptions(where, options, [...own, 'verify', 'realm', 'description'])
  const { verify, realm, description } = options
  if (verify !== undefined && typeof verify !== 'function') {
    throw new TypeError(`${where}'s verify must be a function; got ${describeValue(verify)}`)
  }
  checkOptionalText(`${where}'s description`, description)
  if (realm !== undefined && !(typeof realm === 'string' && /^[\x20-\x7E]+$/.test(realm))) {
    throw new TypeError(`${where}'s realm must be printable ASCII; got ${describeValue(realm)}`)
  }
}
