import { parseStringPromise } from 'xml2js'

/** Reads XML with an independent parser: every scalar is text, and repeated elements are an array. */
export async function parseXml(content: string): Promise<unknown> {
  const root: Record<string, unknown> = await parseStringPromise(content, {
    explicitArray: false,
    ignoreAttrs: true,
    emptyTag: '',
  })
  return Object.values(root)[0]
}

/** Returns a JSON document as XML without a schema can express it: every scalar is text, `null` and empty text are ''. */
export function asText(document: unknown): unknown {
  if (document === null) return ''
  if (Array.isArray(document)) return document.map(asText)
  if (typeof document === 'object') {
    return Object.fromEntries(Object.entries(document).map(([name, member]) => [name, asText(member)]))
  }
  return String(document)
}

/** Returns the name and the namespace of the root element. */
export async function xmlRoot(content: string): Promise<{ readonly name: string; readonly namespace: string }> {
  const document: Record<string, { readonly $ns: { readonly uri: string } }> = await parseStringPromise(content, {
    xmlns: true,
  })
  const [[name, root] = []] = Object.entries(document)
  return { name: name ?? '', namespace: root?.$ns.uri ?? '' }
}
