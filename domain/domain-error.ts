/**
 * An expected failure of the domain. Adapters map its `code` to an answer. Its `message` is for the client: it names no storage and no
 * code. Its `cause`, if any, is for the log only.
 */
export abstract class DomainError<Code extends string = string> extends Error {
  abstract override readonly name: string
  abstract readonly code: Code
}
