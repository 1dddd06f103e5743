/** A place that keeps secrets and can be read again. */
export interface SecretSource {
  /**
   * Reads the present text of a secret.
   *
   * @param reference the path of a file, or a reference to Vault without its scheme
   * @throws {SecretError} when the source does not answer or has no such secret
   */
  readonly read: (reference: string) => Promise<string>
  readonly close: () => void
}

/**
 * The kinds of failures: `passing` when a later try may succeed by itself, `denied` when the credentials are not taken, else `lasting`.
 */
export type SecretFailure = 'passing' | 'denied' | 'lasting'

/** A secret cannot be read. The message says why, as a phrase, and contains no secret. */
export class SecretError extends Error {
  override readonly name = 'SecretError'
  readonly code = 'SECRET'
  readonly failure: SecretFailure

  constructor(message: string, failure: SecretFailure) {
    super(message)
    this.failure = failure
  }
}
