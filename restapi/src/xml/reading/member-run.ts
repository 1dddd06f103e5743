import type { MemberReader } from './member-reader.js'
import type { Scanner } from './scanner.js'

/** Reader of several adjacent members with plain text, by one regular expression. */
export class MemberRun {
  readonly #values: readonly ((text: string) => unknown)[]
  readonly #pattern: RegExp

  /** @param readers Readers of different names, each with a `textValue`. */
  constructor(readers: readonly MemberReader[]) {
    this.#values = readers.map(({ textValue = String }) => textValue)
    this.#pattern = new RegExp(readers.map(({ member }) => patternOf(member.name.local)).join(''), 'y')
  }

  /** Adds the values of these members to `values` and moves behind their elements. Returns `false`, without effect, if they do not come next. */
  read(scanner: Scanner, values: unknown[]): boolean {
    this.#pattern.lastIndex = scanner.at
    const texts = this.#pattern.exec(scanner.text)
    if (texts === null) return false
    for (let at = 0; at < this.#values.length; at++) values.push(this.#values[at]?.(texts[at + 1] ?? ''))
    scanner.at = this.#pattern.lastIndex
    return true
  }
}

/**
 * Returns the source of a pattern for an element with plain text, after optional white space. No part can match the beginning of the next, so
 * matching is linear. Plain characters are those of {@link Scanner.leaf}.
 */
function patternOf(name: string): string {
  const escaped = name.replace(/[^A-Za-z0-9_]/g, '\\$&')
  return `[ \\t\\n]*<${escaped}(?:>([\\t\\n -%'-;=-\\\\^-\\uFFFD]*)</${escaped}>|/>)`
}
