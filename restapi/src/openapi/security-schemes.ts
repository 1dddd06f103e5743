import type { Operation } from '../contract/operation.js'
import { alternativesOf, type SecurityRequirement } from '../contract/security-requirement.js'
import { isSecurityScheme, type SecurityScheme } from '../security/security-scheme.js'

/**
 * A Security Scheme Object. @see OpenAPI 3.1.1 §4.8.27
 *
 * @example
 * const bearer: SecuritySchemeObject = { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' }
 * const info = { title: 'Shop', version: '1.0.0' }
 * openapi(routes, { info, securitySchemes: { bearer } }).components.securitySchemes // => { bearer }
 */
export type SecuritySchemeObject = Readonly<Record<string, unknown>>

/**
 * Security schemes for the document, by name: those of `securityScheme`, or Security Scheme Objects.
 *
 * @example
 * const securitySchemes: DocumentedSchemes = { bearer: { type: 'http', scheme: 'bearer' } }
 * const document = openapi(routes, { info: { title: 'Shop', version: '1.0.0' }, securitySchemes })
 */
export interface DocumentedSchemes {
  readonly [name: string]: SecurityScheme | SecuritySchemeObject
}

/**
 * Returns the Security Scheme Objects of the document: those of the end-wares, and those that `openapi()` adds.
 *
 * @throws TypeError for two different schemes with the same name
 */
export function securitySchemesOf(
  operations: readonly Operation[],
  given: DocumentedSchemes = {},
): Readonly<Record<string, SecuritySchemeObject>> {
  const schemes = new Map<string, SecuritySchemeObject>()
  const ofEndwares = new Set(operations.map(({ securitySchemes = {} }) => securitySchemes))
  for (const all of [...ofEndwares, given] as readonly DocumentedSchemes[]) {
    for (const [name, scheme] of Object.entries(all)) {
      const object = isSecurityScheme(scheme) ? scheme.definition : scheme
      const before = schemes.get(name)
      if (before !== undefined && JSON.stringify(before) !== JSON.stringify(object))
        throw new TypeError(`two different security schemes have the name '${name}'; give each a name of its own`)
      schemes.set(name, object)
    }
  }
  return Object.fromEntries(schemes)
}

/**
 * Checks that security requirements name schemes of the document, and scopes that these have.
 *
 * @throws TypeError that names the operation and the scheme
 * @see OpenAPI 3.1.1 §4.8.30
 */
export function checkRequirements(
  operations: readonly Operation[],
  general: readonly SecurityRequirement[],
  schemes: Readonly<Record<string, SecuritySchemeObject>>,
): void {
  const check = (requirements: readonly SecurityRequirement[], where: string): void => {
    for (const [name, scopes] of requirements.flatMap((requirement) => Object.entries(requirement))) {
      if (!Object.hasOwn(schemes, name)) {
        const known = Object.keys(schemes).join(', ') || 'none'
        throw new TypeError(
          `${where} names the security scheme '${name}'; openapi() has ${known}; add it: { securitySchemes: { ${name}: … } }`,
        )
      }
      const known = scopesIn(schemes[name])
      const strange = scopes.find((scope) => known?.includes(scope) === false)
      if (strange !== undefined) {
        throw new TypeError(
          `${where} requires the scope '${strange}' of the security scheme '${name}', which has ${known?.join(', ') || 'none'}`,
        )
      }
    }
  }
  check(general, "openapi()'s security")
  for (const { method, path, contract } of operations)
    check(alternativesOf(contract.security ?? []), `the contract of ${method} ${path}`)
}

/** Returns the scopes of all flows of an OAuth 2.0 scheme; `undefined` for schemes that declare none. */
function scopesIn(scheme: SecuritySchemeObject = {}): readonly string[] | undefined {
  if (scheme.type !== 'oauth2') return undefined
  return Object.values(Object(scheme.flows) as object).flatMap((flow) => Object.keys(Object(flow?.scopes) as object))
}

/** Properties of the security of an operation that decide which failures it has. */
export interface OperationSecurity {
  /** `no` for an operation that lets everybody in, `yes` when it needs credentials, `scopes` when these also need scopes. */
  readonly secured: 'no' | 'yes' | 'scopes'
  /** True when the library refuses credentials by itself. */
  readonly isEnforced: boolean
  /** True when the library reads bearer tokens, so that a malformed one is a 400. @see RFC 6750 §3.1 */
  readonly readsBearer: boolean
}

/** Returns the properties of the security of an operation. @param security its alternatives */
export function operationSecurity(
  { securitySchemes, contract }: Operation,
  security: readonly SecurityRequirement[],
): OperationSecurity {
  const isEnforced = securitySchemes !== undefined && contract.security !== undefined
  const isOptional = isEnforced && security.some((requirement) => Object.keys(requirement).length === 0)
  const needsScopes = security.some((requirement) => Object.values(requirement).some((scopes) => scopes.length > 0))
  const secured = security.length === 0 || isOptional ? 'no' : needsScopes ? 'scopes' : 'yes'
  const used = security.flatMap((requirement) => Object.keys(requirement))
  return {
    secured,
    isEnforced,
    readsBearer: isEnforced && secured !== 'no' && used.some((name) => isBearer(securitySchemes?.[name])),
  }
}

function isBearer({ type, scheme }: SecuritySchemeObject = {}): boolean {
  return type === 'oauth2' || type === 'openIdConnect' || (type === 'http' && scheme === 'bearer')
}
