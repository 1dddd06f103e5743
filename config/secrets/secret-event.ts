/** An outage of a source of secrets begins or ends. The values that are known stay in use. */
export type SecretEvent =
  | { readonly name: 'secrets-unreachable'; readonly message: string; readonly reason: string }
  | { readonly name: 'secrets-reachable'; readonly message: string }

export type OnSecretEvent = (event: SecretEvent) => void
