import type { MemberReader } from './member-reader.js'
import type { Scanner } from './scanner.js'

/** Members that hold plain text, one after the other: an engine of regular expressions reads them in one go. */
export class MemberRun {
  readonly #values: readonly ((text: string) => unknown)[]
  readonly #pattern: RegExp

  /** @param readers each with a `textValue`, and of another name */
  constructor(readers: readonly MemberReader[]) {
    this.#values = readers.map(({ textValue = String }) => textValue)
    this.#pattern = new RegExp(readers.map(({ member }) => patternOf(member.name.local)).join(''), 'y')
  }

  /** Adds the values of these members to `values`, and moves behind their elements; nothing of that when anything else is next. */
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
 * An element of that name with its text, behind white space. Each part ends where the next begins, so that the time is linear in what is read.
 * The text is of the characters that mean themselves wherever they are; see {@link Scanner.leaf}.
 */
function patternOf(name: string): string {
  const escaped = name.replace(/[^A-Za-z0-9_]/g, '\\$&')
  return `[ \\t\\n]*<${escaped}(?:>([\\t\\n -%'-;=-\\\\^-\\uFFFD]*)</${escaped}>|/>)`
}
