import { xmlName } from '../../schema/layout.js'
import { XSI_NAMESPACE } from '../../schema/namespaces.js'
import type { Shape } from '../../schema/shape.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'
import { DECLARATION } from '../document/escape-text.js'
import { ANY_ARRAY } from './any-structure.js'
import { type ElementReader, readElement } from './element-reader.js'
import { giveUp, Scanner, tagOf } from './scanner.js'
import { shapedReader } from './shaped-reader.js'

/** Reads a document, or returns `undefined` to leave it to `readDocument`. @param maxDepth the greatest depth of arrays and objects */
export type CompiledReader = (text: string, maxDepth: number) => unknown

/**
 * Returns the reader for one shape. Its values are those of `readDocument`, in a fraction of the time, and it never throws. It reads what most
 * senders write: elements without prefix, text, references, declared attributes. It builds values without a tree, and returns `undefined` for
 * everything else, malformed documents included.
 *
 * The text must be decoded from UTF-8.
 */
export const compiledReader = memoizedByObject((shape: Shape): CompiledReader => {
  const read = rootReader(shape)
  return (text, maxDepth) => {
    // XML 1.0 §2.11
    const lines = text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text
    const scanner = new Scanner(lines, maxDepth)
    try {
      const value = read(scanner)
      scanner.skipSpace()
      return scanner.at === lines.length ? value : undefined
    } catch {
      // `giveUp`, or nested too deeply for the stack: `readDocument` reads it, or reports the error
      return undefined
    }
  }
})

function rootReader(shape: Shape): (scanner: Scanner) => unknown {
  const expected = shape.xml.name === undefined ? undefined : xmlName(shape.xml, shape.xml.name)
  let tag = expected === undefined ? undefined : tagOf({ ...expected, namespace: undefined })
  let reader: ElementReader | undefined
  return (scanner) => {
    skipDeclaration(scanner)
    if (tag === undefined || !scanner.skipsName(tag)) {
      if (expected !== undefined || !scanner.skips('<')) return giveUp()
      tag = tagOf(xmlName({}, scanner.name())) ?? giveUp()
      reader = undefined
    }
    // the root name of an array without a schema
    reader ??= shapedReader(shape.kind === 'any' && tag.open === '<items>' ? ANY_ARRAY : shape)
    skipNamespaces(scanner, expected?.namespace)
    return readElement(scanner, tag, reader, 0)
  }
}

/**
 * Moves behind the namespaces that a root element usually declares. If the schema gives a namespace for the root, the default one must be
 * equal. Names without a namespace in the schema match in any namespace.
 */
function skipNamespaces(scanner: Scanner, expected: string | undefined): void {
  scanner.xsi = scanner.skips(XSI)
  const namespace = scanner.skips(' xmlns=') ? scanner.attribute() : undefined
  if (expected !== undefined && namespace !== expected) giveUp()
  // Namespaces in XML 1.0 §3: the namespaces of xml and xmlns must not be the default
  if (namespace !== undefined && !/^(?!http:\/\/www\.w3\.org\/)[A-Za-z]/.test(namespace)) giveUp()
  if (!scanner.xsi) scanner.xsi = scanner.skips(XSI)
}

const XSI = ` xmlns:xsi="${XSI_NAMESPACE}"`

/** XML 1.0 §2.8 */
const OTHER_DECLARATION = /^<\?xml version="1\.[0-9]+"(?: encoding="[Uu][Tt][Ff]-8")?(?: standalone="(?:yes|no)")? ?\?>/

function skipDeclaration(scanner: Scanner): void {
  if (!scanner.skips(DECLARATION)) {
    const [declaration = ''] = scanner.text.startsWith('<?xml') ? (OTHER_DECLARATION.exec(scanner.text) ?? []) : []
    scanner.at = declaration.length
  }
  scanner.skipSpace()
}
