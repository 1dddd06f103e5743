import { parseStringPromise } from 'xml2js'

/**
 * What `xml2js` reads from an XML document, which is the oracle that knows nothing of our writer: the name of its root and its content,
 * every scalar as text.
 */
export async function readXml(text: string): Promise<{ readonly root: string; readonly content: unknown }> {
  const document: Record<string, unknown> = await parseStringPromise(text, { explicitArray: false })
  const [[root, content] = ['', undefined]] = Object.entries(document)
  return { root, content }
}

/** The names of the items of arrays that have an element of their own, by the name of the array. */
const wrapped: Readonly<Record<string, string>> = { lines: 'line', parts: 'part', degraded: 'part' }

/** A JSON document as `xml2js` reads its XML twin; `item` is the name of the elements of a root array. */
export function xmlTwin(json: unknown, item?: string): unknown {
  if (Array.isArray(json)) return json.length === 0 ? '' : { [item ?? 'item']: repeated(json) }
  if (typeof json !== 'object' || json === null) return String(json ?? '')
  const members = Object.entries(json).filter(([, member]) => !(Array.isArray(member) && member.length === 0))
  if (members.length === 0) return ''
  return Object.fromEntries(
    members.map(([name, member]) => [
      name,
      Array.isArray(member) && wrapped[name] === undefined ? repeated(member) : xmlTwin(member, wrapped[name]),
    ]),
  )
}

/** Elements of one name: `xml2js` gives a single one without an array. */
function repeated(items: readonly unknown[]): unknown {
  return items.length === 1 ? xmlTwin(items[0]) : items.map((item) => xmlTwin(item))
}
