import { distinctNameOfKey, isNcName, nameOfKey } from '../../schema/names.js'

/** The words of xml2js's Builder that change how it writes a value. */
export interface DialectKeys {
  /** The member that holds the attributes of its object. */
  readonly attrkey: string
  /** The member that holds the text of its object. */
  readonly charkey: string
  readonly cdata: boolean
}

type Data = null | boolean | number | string | readonly Data[] | { readonly [key: string]: Data }

/**
 * Returns JSON data as xml2js's Builder writes it without a loss and well-formed. The Builder throws for control characters and for keys
 * that are no names, loses an array within an array and at the root, and ends a CDATA section early for a text with `]]>` in it twice.
 *
 * @param data as `jsonCopy` returns it
 * @param itemName the name of elements within each array; `undefined` for elements of the array's own name
 */
export function dialectValue(data: unknown, keys: DialectKeys, itemName?: string): unknown {
  return new DialectWriter(keys, itemName).element(data as Data)
}

class DialectWriter {
  readonly #keys: DialectKeys
  readonly #itemName: string | undefined

  constructor(keys: DialectKeys, itemName: string | undefined) {
    this.#keys = keys
    this.#itemName = itemName
  }

  /** Returns the content of one element. An array has no name for its items here, so each is an `item`. */
  element(data: Data): unknown {
    if (isList(data)) return { [this.#itemName ?? 'item']: data.map((item) => this.element(item)) }
    return isObject(data) ? this.#object(data) : this.#scalar(data)
  }

  #object(data: { readonly [key: string]: Data }): Record<string, unknown> {
    const { attrkey, charkey } = this.#keys
    // a key such as `__proto__` is data
    const written = Object.create(null) as Record<string, unknown>
    for (const [key, member] of Object.entries(data)) {
      if (key === attrkey && isObject(member) && Object.values(member).every(isScalar)) {
        written[key] = this.#attributes(member)
      } else if (key === charkey && isScalar(member)) {
        written[key] = this.#scalar(member ?? '') // the Builder throws for a text that is null
      } else {
        const name = this.#elementName(key)
        written[name] =
          isList(member) && this.#itemName === undefined
            ? member.map((item) => this.element(item))
            : this.element(member)
      }
    }
    return written
  }

  #attributes(members: { readonly [key: string]: Data }): Record<string, unknown> {
    const attributes = Object.create(null) as Record<string, unknown>
    for (const [key, value] of Object.entries(members))
      attributes[isQName(key) ? key : nameOfKey(key)] = legal(String(value ?? ''))
    return attributes
  }

  #elementName(key: string): string {
    const { attrkey, charkey } = this.#keys
    if (key === attrkey || key === charkey) return distinctNameOfKey(key)
    // Namespaces in XML 1.0 §3 reserves the name and the prefix xmlns for declarations
    return isQName(key) && !/^xmlns(?::|$)/.test(key) ? key : nameOfKey(key)
  }

  #scalar(data: Data): unknown {
    if (typeof data !== 'string') return data
    const text = legal(data)
    if (!this.#keys.cdata) return text
    // the Builder splits the first end of a section, and no other
    let isFirst = true
    return text.replaceAll(']]>', (end) => {
      const written = isFirst ? end : ']]]]><![CDATA[>'
      isFirst = false
      return written
    })
  }
}

/** Replaces the characters that XML cannot hold with U+FFFD. @see XML 1.0 §2.2 Char */
function legal(text: string): string {
  return text.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
}

/** Reports whether a key is a name with one prefix at most. @see Namespaces in XML 1.0 §4 QName */
function isQName(key: string): boolean {
  const parts = key.split(':', 3)
  return parts.length < 3 && parts.every(isNcName)
}

function isList(data: Data): data is readonly Data[] {
  return Array.isArray(data)
}

function isObject(data: Data): data is { readonly [key: string]: Data } {
  return typeof data === 'object' && data !== null && !isList(data)
}

function isScalar(data: Data): boolean {
  return !isList(data) && !isObject(data)
}
