import type { Layout, Member, XmlName } from '../../schema/layout.js'
import { hasPlainPrototype } from '../../values/value-kinds.js'
import { escapeAttribute, escapeText } from '../document/escape-text.js'
import { isScalar, isTextNode, textRoundTrips } from '../document/round-trip.js'
import { type ElementWriter, notDescribed } from './compiled-part.js'

/** Makes the writer of objects that become an element with text and attributes, without child elements. */
export function textObjectWriter({ qualified }: XmlName, byKey: Layout['byKey']): ElementWriter {
  const [start, end] = [`<${qualified}`, `</${qualified}>`]
  return (value) => {
    if (!isPlainObject(value)) return notDescribed()
    let attributes = ''
    let text = ''
    for (const key in value) {
      const data: unknown = Reflect.get(value, key)
      if (data === undefined) continue
      const member = byKey.get(key) ?? notDescribed()
      if (member.attribute) attributes += attribute(member, data)
      else if (isHeldByJson(data) && isTextNode(data, member)) text = escapeText(String(data))
      else return notDescribed()
    }
    return text === '' ? `${start}${attributes}/>` : `${start}${attributes}>${text}${end}`
  }
}

/** Writes a member as an attribute. @throws NotAsDescribed for a value that needs an element */
export function attribute({ name, shape }: Member, value: unknown): string {
  if (!isScalar(value) || !isHeldByJson(value) || !textRoundTrips(value, shape)) return notDescribed()
  return ` ${name.qualified}="${escapeAttribute(String(value))}"`
}

/** Reports whether `value` is an object that inherits no enumerable members and has no `toJSON`. */
export function isPlainObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && hasPlainPrototype(value) && !('toJSON' in value)
}

function isHeldByJson(value: unknown): boolean {
  return typeof value !== 'number' || Number.isFinite(value)
}
