import { isProtected } from '../is-protected.js'
import type { SettingProblem } from '../settings-error.js'
import type { Given, GivenTexts } from '../sources/given.js'
import { readSecretFile } from '../sources/secret-file.js'
import { type Values, variables } from '../variables.js'
import type { VaultLogin } from './vault-login.js'

export interface VaultSettings {
  readonly address: string
  readonly namespace: string | undefined
  readonly login: VaultLogin
  /** The time for which the start waits for Vault, in milliseconds. */
  readonly patienceMs: number
}

const ways = ['VAULT_TOKEN', 'VAULT_ROLE_ID', 'VAULT_KUBERNETES_ROLE'] as const

/**
 * Returns how to reach Vault and to log in, for a configuration that refers to it. Adds what is missing to `problems`, and returns
 * `undefined` then.
 */
export function vaultSettings(
  values: Values,
  given: GivenTexts,
  problems: SettingProblem[],
): VaultSettings | undefined {
  const { VAULT_ADDR: address, VAULT_NAMESPACE: namespace, VAULT_PATIENCE: patience } = values
  const refuse = (setting: keyof typeof variables, must: string) =>
    problems.push({ setting, must, example: `${setting}=${variables[setting].example}` })
  const chosen = ways.filter((name) => values[name] !== undefined)
  const login = loginOf(values, given)
  if (address === undefined) refuse('VAULT_ADDR', 'be set, because a secret begins with vault:')
  else if (values.NODE_ENV === 'production' && !isProtected(new URL(address))) {
    refuse('VAULT_ADDR', 'begin with https:// when NODE_ENV is production: secrets can be read on their way')
  }
  if (chosen.length === 0) {
    refuse('VAULT_TOKEN', 'be set, or VAULT_ROLE_ID, or VAULT_KUBERNETES_ROLE, because a secret begins with vault:')
  } else if (chosen.length > 1) {
    refuse('VAULT_TOKEN', `not be set with another way to log in; got ${chosen.join(' and ')}`)
  }
  if (address === undefined || login === undefined) return undefined
  return { address, namespace, login, patienceMs: patience * 1000 }
}

function loginOf(values: Values, given: GivenTexts): VaultLogin | undefined {
  const { VAULT_TOKEN: token, VAULT_ROLE_ID: roleId, VAULT_KUBERNETES_ROLE: role, VAULT_AUTH_MOUNT: mount } = values
  if (token !== undefined) return { way: 'token', token: () => present(given.get('VAULT_TOKEN')) ?? token }
  if (roleId !== undefined) {
    const secretId = () => present(given.get('VAULT_SECRET_ID'))
    return { way: 'approle', mount: mount ?? 'approle', roleId, secretId }
  }
  if (role === undefined) return undefined
  return { way: 'kubernetes', mount: mount ?? 'kubernetes', role, jwtFile: values.VAULT_KUBERNETES_JWT }
}

/** Returns the text as it is now: Vault's agent and orchestrators replace files. */
function present(given: Given | undefined): string | undefined {
  if (given?.source.kind !== 'secret file' || given.source.place === undefined) return given?.text
  const content = readSecretFile(given.source.place)
  return 'text' in content ? content.text.trim() : given.text
}
