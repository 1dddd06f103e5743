/** A command has failed. The message is for the person who started it. */
export class CommandError extends Error {
  override readonly name = 'CommandError'

  /** @param exitCode 1 for a failure, 2 for a wrong command line */
  constructor(
    message: string,
    readonly exitCode: 1 | 2 = 1,
    options?: ErrorOptions,
  ) {
    super(message, options)
  }
}
