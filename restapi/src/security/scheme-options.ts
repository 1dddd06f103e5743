import type { ApiKeyPlace } from './api-key.js'
import type { OAuthFlows } from './oauth-flows.js'
import type { Verify } from './verify.js'

/**
 * The options of every security scheme.
 *
 * @example
 * const options: SecuritySchemeOptions<BasicCredentials, { user: string }> = {
 *   realm: 'shop',
 *   verify: ({ username, password }) => password === 'secret' && { user: username },
 * }
 * const secured = endware({ security: { basic: securityScheme.basic(options) } })
 */
export interface SecuritySchemeOptions<Credentials, Verified extends object> {
  /** Verifies credentials. A scheme without it can only be documented, by `openapi({ securitySchemes })`. */
  readonly verify?: Verify<Credentials, Verified>
  /** The protection space that challenges name, in printable ASCII. @default 'api' @see RFC 9110 §11.5 */
  readonly realm?: string
  /** A sentence for the document. */
  readonly description?: string
}

/**
 * The options of `securityScheme.bearer`.
 *
 * @example
 * const options: BearerOptions<{ user: string }> = { format: 'JWT', verify: (token) => token === 'secret' && { user: 'ann' } }
 * const secured = endware({ security: { bearer: securityScheme.bearer(options) } })
 */
export interface BearerOptions<Verified extends object> extends SecuritySchemeOptions<string, Verified> {
  /** The form of the tokens, for the document: `JWT`. */
  readonly format?: string
}

/**
 * The options of `securityScheme.apiKey`.
 *
 * @example
 * const verify = (key: string) => key === 'secret' && { client: 'till' }
 * const options: ApiKeyOptions<{ client: string }> = { in: 'header', name: 'X-Api-Key', verify }
 * const secured = endware({ security: { key: securityScheme.apiKey(options) } })
 */
export interface ApiKeyOptions<Verified extends object> extends SecuritySchemeOptions<string, Verified> {
  readonly in: ApiKeyPlace
  /** The name of the header field, the query parameter or the cookie. */
  readonly name: string
}

/**
 * The options of `securityScheme.oauth2`.
 *
 * @example
 * const flows = { clientCredentials: { tokenUrl: 'https://id.example/token', scopes: { 'orders:read': 'read orders' } } }
 * const options: OAuth2Options<{ user: string }> = { flows, verify: (token) => token === 'secret' && { user: 'ann' } }
 * const secured = endware({ security: { oauth: securityScheme.oauth2(options) } })
 */
export interface OAuth2Options<Verified extends object> extends SecuritySchemeOptions<string, Verified> {
  readonly flows: OAuthFlows
}

/**
 * The options of `securityScheme.openIdConnect`.
 *
 * @example
 * const options: OpenIdConnectOptions<{ user: string }> = {
 *   url: 'https://id.example/.well-known/openid-configuration',
 *   verify: (token) => token === 'secret' && { user: 'ann' },
 * }
 * const secured = endware({ security: { id: securityScheme.openIdConnect(options) } })
 */
export interface OpenIdConnectOptions<Verified extends object> extends SecuritySchemeOptions<string, Verified> {
  /** The discovery document of the provider: `https://id.example/.well-known/openid-configuration`. */
  readonly url: string
}
