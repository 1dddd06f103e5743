import type { IncomingMessage } from 'node:http'
import { type Fields, noFields, setField } from '../http/fields.js'

/** Records, for each request, the methods of the routes whose path matched. A 405 lists them. @see RFC 9110 §15.5.6 */
export class AllowedMethods {
  readonly #known = new WeakMap<IncomingMessage, Known>()

  /** @param patches the media types that the PATCH of a route takes */
  remember(request: IncomingMessage, methods: readonly string[], patches: readonly string[]): void {
    const known = this.#known.get(request) ?? { methods: new Set(['OPTIONS']), patches: new Set() }
    for (const method of methods) known.methods.add(method)
    for (const patch of patches) known.patches.add(patch)
    this.#known.set(request, known)
  }

  /** The methods that the resource has, OPTIONS among them, as fields and as text; `undefined` where no path fitted. */
  of(request: IncomingMessage): { readonly list: string; readonly fields: Fields } | undefined {
    const known = this.#known.get(request)
    if (known === undefined) return undefined
    const list = [...known.methods].sort().join(', ')
    const allow = setField(noFields, 'Allow', list)
    // RFC 5789 §3.1
    return {
      list,
      fields: known.patches.size === 0 ? allow : setField(allow, 'Accept-Patch', [...known.patches].join(', ')),
    }
  }
}

interface Known {
  readonly methods: Set<string>
  readonly patches: Set<string>
}
