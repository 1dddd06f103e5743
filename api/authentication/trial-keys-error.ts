/** The keys for trials cannot be used. The message tells the person who starts the service the cause and the remedy. */
export class TrialKeysError extends Error {
  override readonly name = 'TrialKeysError'
  readonly code = 'TRIAL_KEYS'
}
