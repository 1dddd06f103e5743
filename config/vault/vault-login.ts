import { SecretError } from '../secrets/secret-source.js'
import { readSecretFile } from '../sources/secret-file.js'
import type { Lease, VaultClient } from './vault-client.js'

/** A way to log in to Vault. Its functions return the present secret, because files of secrets change. */
export type VaultLogin =
  | { readonly way: 'token'; readonly token: () => string }
  | {
      readonly way: 'approle'
      readonly mount: string
      readonly roleId: string
      readonly secretId: () => string | undefined
    }
  | { readonly way: 'kubernetes'; readonly mount: string; readonly role: string; readonly jwtFile: string }

/** Logs in and returns the new token. @throws {SecretError} */
export async function logIn(client: VaultClient, login: VaultLogin): Promise<Lease> {
  switch (login.way) {
    case 'token':
      return client.lookUp(login.token())
    case 'approle': {
      const secretId = login.secretId()
      return client.login(login.mount, {
        role_id: login.roleId,
        ...(secretId !== undefined && { secret_id: secretId }),
      })
    }
    case 'kubernetes': {
      const jwt = readSecretFile(login.jwtFile)
      if ('failure' in jwt) {
        throw new SecretError(`the file ${login.jwtFile} has no token of a service account: ${jwt.failure}`, 'passing')
      }
      return client.login(login.mount, { role: login.role, jwt: jwt.text })
    }
  }
}
