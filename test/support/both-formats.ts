import { parseStringPromise } from 'xml2js'

/** The document that an independent parser reads from XML: text for every scalar, an array for repeated elements. */
export async function parseXml(content: string): Promise<unknown> {
  const root: Record<string, unknown> = await parseStringPromise(content, {
    explicitArray: false,
    ignoreAttrs: true,
    emptyTag: '',
  })
  return Object.values(root)[0]
}

/** A JSON document as XML without a schema can tell it: every scalar as text, `null` and empty text as ''. */
export function asText(document: unknown): unknown {
  if (document === null) return ''
  if (Array.isArray(document)) return document.map(asText)
  if (typeof document === 'object') {
    return Object.fromEntries(Object.entries(document).map(([name, member]) => [name, asText(member)]))
  }
  return String(document)
}

/** The name of the root element and the namespace it is in. */
export async function xmlRoot(content: string): Promise<{ readonly name: string; readonly namespace: string }> {
  const document: Record<string, { readonly $ns: { readonly uri: string } }> = await parseStringPromise(content, {
    xmlns: true,
  })
  const [[name, root] = []] = Object.entries(document)
  return { name: name ?? '', namespace: root?.$ns.uri ?? '' }
}
