import type { IncomingMessage } from 'node:http'

/** Remembers, for each request, the methods of the routes whose path fitted: what a 405 lists (RFC 9110 §15.5.6). */
export class AllowedMethods {
  readonly #methods = new WeakMap<IncomingMessage, Set<string>>()

  remember(request: IncomingMessage, methods: readonly string[]): void {
    const known = this.#methods.get(request)
    if (known === undefined) this.#methods.set(request, new Set(methods))
    else for (const method of methods) known.add(method)
  }

  /** The methods that the resource has, OPTIONS among them; `undefined` where no path fitted. */
  of(request: IncomingMessage): readonly string[] | undefined {
    const known = this.#methods.get(request)
    return known && [...known, 'OPTIONS'].sort()
  }
}
