import { isProtected } from './is-protected.js'
import type { SettingProblem } from './settings-error.js'
import { variables } from './variables.js'

/** The issuer whose tokens are accepted. */
export interface IssuerSettings {
  /** The claim `iss` of its tokens. */
  readonly name: string
  /** The claim `aud` of tokens for this service, or one of its values. */
  readonly audience: string
  /** The URL of its keys, a JWK Set (RFC 7517 §5). */
  readonly keysUrl: string
}

/** The message for production: the keys of the service itself let in everybody who can read its files. */
const neededInProduction: SettingProblem = {
  setting: 'JWT_ISSUER',
  must: 'be set, with JWT_AUDIENCE and JWKS_URL, when NODE_ENV is production: keys for trying out are not for real use',
  example: `JWT_ISSUER=${variables.JWT_ISSUER.example}`,
}

const names = ['JWT_ISSUER', 'JWT_AUDIENCE', 'JWKS_URL'] as const

type IssuerVariable = (typeof names)[number]

/**
 * Returns the issuer that the variables describe, or `undefined` when none of them is set. Adds missing variables, and values that are not
 * allowed in production, to `problems`.
 *
 * @param values the variables that are set and right
 */
export function issuerSettings(
  values: Readonly<Record<IssuerVariable, string | undefined>>,
  isProduction: boolean,
  problems: SettingProblem[],
): IssuerSettings | undefined {
  const { JWT_ISSUER: issuer, JWT_AUDIENCE: audience, JWKS_URL: keysUrl } = values
  const isRefused = (name: IssuerVariable) => problems.some(({ setting }) => setting === name)
  const missing = names.filter((name) => values[name] === undefined && !isRefused(name))
  if (missing.length === names.length) {
    if (isProduction) problems.push(neededInProduction)
    return undefined
  }
  const given = names.filter((name) => !missing.includes(name)).join(' and ')
  for (const name of missing) {
    problems.push({ setting: name, must: `be set beside ${given}`, example: `${name}=${variables[name].example}` })
  }
  if (isProduction && keysUrl !== undefined && !isProtected(new URL(keysUrl))) {
    const must = 'begin with https:// when NODE_ENV is production: whoever changes the keys on their way makes tokens'
    const { example, secret } = variables.JWKS_URL
    problems.push({ setting: 'JWKS_URL', text: keysUrl, must, example, secret })
  }
  return issuer && audience && keysUrl ? Object.freeze({ name: issuer, audience, keysUrl }) : undefined
}
