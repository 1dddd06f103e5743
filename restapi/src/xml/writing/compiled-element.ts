import { itemName, type Member, type XmlName } from '../../schema/layout.js'
import type { ArrayShape, EnumShape, Shape } from '../../schema/shape.js'
import { ANY } from '../../schema/shape-combination.js'
import { escapeText } from '../document/escape-text.js'
import { isScalar, textRoundTrips, typeName } from '../document/round-trip.js'
import { objectWriter } from './compiled-object.js'
import { type ElementWriter, notDescribed, type Usage } from './compiled-part.js'

/** Makes the writer of a value as one element. @param items Name of its items, for a wrapped array whose schema names them. */
export function elementWriter(name: XmlName, shape: Shape, usage: Usage, items?: XmlName): ElementWriter {
  if (name.namespace !== undefined) return notDescribed
  const nil = nilWriter(name, usage)
  const write = notNullWriter(name, shape, usage, items)
  return (value) => (value === null ? nil() : write(value))
}

/** Makes the writer of a property: one element, or one for each item of an unwrapped array. */
function memberWriter({ name, shape, itemName: items }: Member, usage: Usage): ElementWriter {
  if (name.namespace !== undefined) return notDescribed
  if (shape.kind !== 'array' || items !== undefined) return elementWriter(name, shape, usage, items)
  const nil = nilWriter(name, usage)
  const item = itemsWriter(name, shape, usage)
  return (value) => (value === null ? nil() : isPlainArray(value) ? item(value) : notDescribed())
}

function notNullWriter(name: XmlName, shape: Shape, usage: Usage, items: XmlName | undefined): ElementWriter {
  switch (shape.kind) {
    case 'object':
      return objectWriter(name, shape, usage, (member) => memberWriter(member, usage))
    case 'array':
      return arrayWriter(name, shape, usage, items ?? itemName(shape, 'item'))
    case 'enum':
      return enumWriter(name, shape)
    case 'any':
      return anyScalarWriter(name, usage)
    default:
      return scalarWriter(name, shape)
  }
}

function nilWriter({ qualified }: XmlName, usage: Usage): () => string {
  return () => {
    usage.xsi = true
    return `<${qualified} xsi:nil="true"/>`
  }
}

/** Makes the writer of strings, numbers, booleans and dates whose text a reader reads back as the same value. */
function scalarWriter({ qualified }: XmlName, shape: Shape): ElementWriter {
  const [start, end, empty] = [`<${qualified}>`, `</${qualified}>`, `<${qualified}/>`]
  return (value) => {
    const data = value instanceof Date ? isoText(value) : value
    if (!isScalar(data) || (typeof data === 'number' && !Number.isFinite(data))) return notDescribed()
    if (data === '' && textRoundTrips(data, shape)) return empty
    return textRoundTrips(data, shape) ? start + escapeText(String(data)) + end : notDescribed()
  }
}

/** Makes the writer of scalars of unknown type. Numbers and booleans get an `xsi:type`; objects and arrays are left to `encodeXml`. */
function anyScalarWriter(name: XmlName, usage: Usage): ElementWriter {
  const text = scalarWriter(name, ANY)
  const { qualified } = name
  return (value) => {
    if (typeof value !== 'boolean' && !(typeof value === 'number' && Number.isFinite(value))) return text(value)
    usage.xsi = true
    usage.xs = true
    return `<${qualified} xsi:type="${typeName(value)}">${value}</${qualified}>`
  }
}

function isoText(date: Date): string {
  if (Number.isNaN(date.getTime()) || date.toJSON !== Date.prototype.toJSON) return notDescribed()
  return date.toISOString()
}

/** Makes the writer of an enumeration. It caches the element of each listed value; any other value, such as a date, is written each time. */
function enumWriter(name: XmlName, shape: EnumShape): ElementWriter {
  const write = scalarWriter(name, shape)
  const listed = new Set<unknown>(shape.values)
  const known = new Map<unknown, string>()
  return (value) => {
    const element = known.get(value)
    if (element !== undefined) return element
    const written = write(value)
    if (listed.has(value)) known.set(value, written)
    return written
  }
}

function arrayWriter({ qualified }: XmlName, shape: ArrayShape, usage: Usage, items: XmlName): ElementWriter {
  const write = itemsWriter(items, shape, usage)
  return (value) => {
    if (!isPlainArray(value)) return notDescribed()
    return value.length === 0 ? `<${qualified}/>` : `<${qualified}>${write(value)}</${qualified}>`
  }
}

function itemsWriter(name: XmlName, shape: ArrayShape, usage: Usage): (items: readonly unknown[]) => string {
  if (shape.prefixItems.length > 0 || name.namespace !== undefined) return notDescribed
  let write: ElementWriter | undefined
  return (items) => {
    write ??= elementWriter(name, shape.items.shape, usage) // made at the first use, since a shape may contain itself
    let elements = ''
    for (let index = 0; index < items.length; index++) elements += write(items[index] ?? null)
    return elements
  }
}

function isPlainArray(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && !('toJSON' in value)
}
