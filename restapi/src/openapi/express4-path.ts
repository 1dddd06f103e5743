import { type PathToken, pathError } from './path-token.js'

const parameter = /(\/)?(\.)?:(\w+)(?:\((.*?)\))?(\*)?(\?)?/y

/**
 * Reads a path of Express 4: `:name`, `:name(\\d+)`, `:name?`, `*`, `text(in a group)?` and characters that a question mark makes optional.
 *
 * @throws TypeError for other regular expressions in the path, which stand for no finite number of templates
 * @see https://github.com/pillarjs/path-to-regexp (version 0.1)
 */
export function parseExpress4Path(path: string): readonly PathToken[] {
  let at = 0
  let unnamed = 0
  return parts('')

  /** Reads up to `end`, and past it. */
  function parts(end: '' | ')'): readonly PathToken[] {
    const tokens: PathToken[] = []
    while (at < path.length) {
      if (path.charAt(at) === end) {
        at++
        return tokens
      }
      tokens.push(...next())
    }
    if (end !== '') throw pathError(path, 'a parenthesis is not closed')
    return tokens
  }

  function next(): readonly PathToken[] {
    parameter.lastIndex = at
    const match = parameter.exec(path)
    if (match !== null) {
      at = parameter.lastIndex
      return parameterTokens(match)
    }
    const char = path.charAt(at++)
    if (char === '*') return [{ type: 'parameter', name: String(unnamed++), pattern: undefined, wildcard: true }]
    if (char === '(') return optional(group())
    if (char === '\\') return optional([text(escaped())])
    if (/[?+)[\]{}|^$]/.test(char)) throw pathError(path, `Express 4 takes ${char} as a part of a regular expression`)
    return optional([text(char)])
  }

  function parameterTokens(match: RegExpExecArray): readonly PathToken[] {
    const [, slash = '', dot = '', name = '', pattern, star, question] = match
    if (star !== undefined) throw pathError(path, `:${name}* may stand for any number of segments`)
    if (pattern !== undefined && /[()]/.test(pattern)) throw pathError(path, `the pattern of :${name} has parentheses`)
    const before = slash + dot
    const tokens: PathToken[] = [
      ...(before === '' ? [] : [text(before)]),
      // Express 4 makes `(.*)` of the first star of a pattern, which then is another one
      { type: 'parameter', name, pattern: pattern?.includes('*') ? undefined : pattern, wildcard: false },
    ]
    return question === undefined ? tokens : [{ type: 'group', tokens }]
  }

  /** A group, which Express 4 counts among the parameters unless it begins a segment. */
  function group(): readonly PathToken[] {
    if (path.charAt(at - 2) !== '/') unnamed++
    return parts(')')
  }

  /** The tokens, in a group of their own if a question mark follows them. */
  function optional(tokens: readonly PathToken[]): readonly PathToken[] {
    if (path.charAt(at) !== '?') return tokens
    at++
    return [{ type: 'group', tokens }]
  }

  function escaped(): string {
    const char = path.charAt(at++)
    if (char === '' || /\w/.test(char)) throw pathError(path, `Express 4 takes \\${char} as a regular expression`)
    return char
  }
}

function text(value: string): PathToken {
  return { type: 'text', value }
}
