/** A reference to one key of a secret in the KV engine, version 2. */
export interface VaultReference {
  /** The path of the API: the mount, `data`, and the path of the secret. */
  readonly path: string
  readonly key: string
}

export const vaultScheme = 'vault:'

/** Returns a reference such as `secret/data/shop#database_url` in its parts; `undefined` for any other text. */
export function vaultReference(text: string): VaultReference | undefined {
  const [, path, key] = /^([\w-][\w.-]*(?:\/[\w-][\w.-]*)*)#([\w.-]{1,200})$/.exec(text) ?? []
  return path !== undefined && key !== undefined && path.includes('/data/') ? { path, key } : undefined
}
