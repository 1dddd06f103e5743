import { DEEPEST, LimitedParser, LONGEST_NAME, MOST_ATTRIBUTES } from '../reading/limited-parser.js'

/**
 * Checks a document before another parser reads it: it is well-formed with its namespaces, has a root and no document type declaration, and
 * keeps the limits that `xml()` has. No name in it is that of a member that every object inherits, such as `__proto__` and `toString`.
 *
 * @throws SyntaxError with line and column for any other document
 */
export function checkDocument(text: string, maxDepth: number): void {
  // a scalar is an element, too
  const limits = { depth: Math.min(maxDepth, DEEPEST) + 1, attributes: MOST_ATTRIBUTES, nameLength: LONGEST_NAME }
  const parser = new LimitedParser(limits)
  const { saxes } = parser
  let hasRoot = false
  saxes.on('opentag', ({ name, attributes }) => {
    hasRoot = true
    // the Parser takes an inherited member for an earlier element of that name
    for (const each of [name, ...Object.keys(attributes)])
      if (each in Object.prototype) parser.refuse(`expected another name than ${each}`)
  })
  saxes.on('closetag', () => parser.leave())
  saxes.write(text).close()
  if (!hasRoot) parser.refuse('expected a root element')
}
