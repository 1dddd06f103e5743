import { type Provider, provide } from '../contract/provider.js'
import { mergeVary } from '../http/fields.js'
import type { Middleware } from '../http/http.js'
import { authenticate } from './authenticate.js'
import type { WiredSecurity } from './wired-security.js'

/** Returns the steps that authenticate a request before everything else that a contract uses. */
export function authentication(security: WiredSecurity): readonly (Middleware | Provider)[] {
  const { vary } = security
  const verifying = provide((input) => authenticate(security, input))
  return vary === '' ? [verifying] : [varying(vary), verifying]
}

/** Adds the fields with credentials to `Vary`, so that no cache gives the answer of one caller to another. @see RFC 9110 §12.5.5 */
function varying(vary: string): Middleware {
  return (_request, response, next) => {
    if (!response.headersSent) response.setHeader('Vary', mergeVary(String(response.getHeader('Vary') ?? ''), vary))
    next()
  }
}
