import type { Shape } from '../schema/shape.js'
import { decodeText } from '../xml/reading/decode-text.js'
import { decodeXml } from '../xml/reading/decode-xml.js'
import type { XmlElement } from '../xml/reading/element.js'
import { parseDocument } from '../xml/reading/parse-document.js'
import { encodeXml } from '../xml/writing/encode-xml.js'

/** The value of an XML document, and its differences from the XML Objects of its schema. */
export interface XmlReading {
  readonly value: unknown
  readonly faults: readonly string[]
}

const limits = { depth: 256, attributes: 1024, nameLength: 4096 }

/**
 * Reads an XML document by its schema, and compares it, element by element, with the document that the encoder makes of that value: names,
 * namespaces, attributes, wrappers and order.
 *
 * @throws SyntaxError for a document that is not well-formed
 */
export function readXml(content: Uint8Array, shape: Shape): XmlReading {
  const found = parseDocument(decodeText(content), limits)
  const value = decodeXml(content, { shape, maxDepth: limits.depth })
  const due = parseDocument(encodeXml(value, { kind: 'value', shape }), limits)
  return { value, faults: differences(found, due, `/${found.local}`) }
}

function differences(found: XmlElement, due: XmlElement, path: string): readonly string[] {
  if (nameOf(found) !== nameOf(due)) return [`${path}: expected the element ${nameOf(due)}, not ${nameOf(found)}`]
  const [attributes, dueAttributes] = [found, due].map(attributesOf)
  const children = found.children.map(nameOf).join(' ')
  const dueChildren = due.children.map(nameOf).join(' ')
  return [
    ...(attributes === dueAttributes
      ? []
      : [`${path}: expected the attributes [${dueAttributes}], not [${attributes}]`]),
    ...(children === dueChildren ? [] : [`${path}: expected the elements [${dueChildren}], not [${children}]`]),
    ...(isSameText(found, due)
      ? []
      : [`${path}: expected the text ${JSON.stringify(due.text)}, not ${JSON.stringify(found.text)}`]),
    ...(children === dueChildren
      ? found.children.flatMap((child, at) => {
          const counterpart = due.children[at]
          return counterpart === undefined ? [] : differences(child, counterpart, `${path}/${child.local}`)
        })
      : []),
  ]
}

/** Compares the texts of two elements. Text between child elements is layout, and numbers are compared by value. */
function isSameText(found: XmlElement, due: XmlElement): boolean {
  if (found.children.length > 0 || found.text === due.text) return true
  return found.text.trim() === due.text.trim() || (found.text.trim() !== '' && Number(found.text) === Number(due.text))
}

function attributesOf({ attributes }: XmlElement): string {
  const data = attributes.filter(({ namespace }) => namespace !== 'http://www.w3.org/2000/xmlns/')
  return data
    .map((attribute) => `${nameOf(attribute)}="${attribute.value}"`)
    .sort()
    .join(' ')
}

/** Returns the expanded name of an element: namespace and local part, without the prefix (Namespaces in XML 1.0 §2.1). */
function nameOf({ namespace, local }: { readonly namespace: string; readonly local: string }): string {
  return namespace === '' ? local : `{${namespace}}${local}`
}
