import { type PathToken, pathError } from './path-token.js'

/** An identifier of JavaScript: the form of a parameter name without quotes. */
const identifier = /[$_\p{ID_Start}](?:[$\p{ID_Continue}]|\u200c|\u200d)*/uy
const quoted = /"((?:[^"\\]|\\.)*)"/sy

/**
 * Parses a path of Express 5: `:name`, `*rest`, quoted names, escaped characters, and optional parts in braces.
 *
 * @throws TypeError for a path that Express 5 refuses
 * @see https://github.com/pillarjs/path-to-regexp (version 8)
 */
export function parseExpress5Path(path: string): readonly PathToken[] {
  let at = 0
  const result = parts('')
  return result

  /** Parses up to and including `end`. */
  function parts(end: '' | '}'): readonly PathToken[] {
    const tokens: PathToken[] = []
    let value = ''
    const push = (...next: readonly PathToken[]): void => {
      if (value !== '') tokens.push({ type: 'text', value })
      value = ''
      tokens.push(...next)
    }
    while (at < path.length) {
      const char = path.charAt(at++)
      if (char === end) {
        push()
        return tokens
      }
      if (char === '\\') value += escaped()
      else if (char === ':' || char === '*') {
        push({ type: 'parameter', name: name(char), pattern: undefined, wildcard: char === '*' })
      } else if (char === '{') push({ type: 'group', tokens: parts('}') })
      else if (/[}()[\]+?!]/.test(char)) throw pathError(path, `Express 5 needs a backslash before ${char}`)
      else value += char
    }
    if (end !== '') throw pathError(path, 'a brace is not closed')
    push()
    return tokens
  }

  function escaped(): string {
    if (at === path.length) throw pathError(path, 'it ends with a backslash')
    const [char = ''] = path.slice(at)
    at += char.length
    return char
  }

  function name(sign: string): string {
    for (const form of [identifier, quoted]) {
      form.lastIndex = at
      const match = form.exec(path)
      if (match === null || match[1] === '') continue
      at = form.lastIndex
      return match[1]?.replace(/\\(.)/gs, '$1') ?? match[0]
    }
    throw pathError(path, `a name must follow ${sign}`)
  }
}
