/** The source of flags cannot be used at all. The message is for the person who starts the service. */
export class FlagsError extends Error {
  override readonly name = 'FlagsError'
}
