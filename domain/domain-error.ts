/**
 * A failure that the domain foresees. Its `code` says which one and is what adapters decide by; its `message` is written for
 * the client and may always be shown: it names neither storage nor code. The `cause`, when there is one, is for the log only.
 */
export abstract class DomainError<Code extends string = string> extends Error {
  abstract override readonly name: string
  abstract readonly code: Code
}
