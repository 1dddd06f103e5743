import { type PathToken, pathError } from './path-token.js'

const parameter = /(\/)?(\.)?:(\w+)(?:\((.*?)\))?(\*)?(\?)?/y

/**
 * Parses a path of Express 4: `:name`, `:name(\\d+)`, `:name?`, `*`, `text(in a group)?`, and characters before a question mark, which are
 * optional.
 *
 * @throws TypeError for other regular expressions in the path: they match an unlimited number of templates
 * @see https://github.com/pillarjs/path-to-regexp (version 0.1)
 */
export function parseExpress4Path(path: string): readonly PathToken[] {
  let at = 0
  let unnamed = 0
  return parts('')

  /** Parses up to and including `end`. */
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
    if (/[?+)[\]{}|^$]/.test(char)) throw pathError(path, `Express 4 reads ${char} as part of a regular expression`)
    return optional([text(char)])
  }

  function parameterTokens(match: RegExpExecArray): readonly PathToken[] {
    const [, slash = '', dot = '', name = '', pattern, star, question] = match
    if (star !== undefined) throw pathError(path, `:${name}* matches any number of segments`)
    if (pattern !== undefined && /[()]/.test(pattern)) throw pathError(path, `the pattern of :${name} has parentheses`)
    const before = slash + dot
    const tokens: PathToken[] = [
      ...(before === '' ? [] : [text(before)]),
      // Express 4 replaces the first star of a pattern by `(.*)`, so the pattern is not the one that it matches
      { type: 'parameter', name, pattern: pattern?.includes('*') ? undefined : pattern, wildcard: false },
    ]
    return question === undefined ? tokens : [{ type: 'group', tokens }]
  }

  /** Parses a group. Express 4 counts it as an unnamed parameter unless it begins a segment. */
  function group(): readonly PathToken[] {
    if (path.charAt(at - 2) !== '/') unnamed++
    return parts(')')
  }

  /** Wraps the tokens in a group when a question mark follows them. */
  function optional(tokens: readonly PathToken[]): readonly PathToken[] {
    if (path.charAt(at) !== '?') return tokens
    at++
    return [{ type: 'group', tokens }]
  }

  function escaped(): string {
    const char = path.charAt(at++)
    if (char === '' || /\w/.test(char))
      throw pathError(path, `Express 4 reads \\${char} as part of a regular expression`)
    return char
  }
}

function text(value: string): PathToken {
  return { type: 'text', value }
}
