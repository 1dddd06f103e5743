import type { ContentKind } from '../../formats/codec.js'
import { itemName, layoutOf, type Member, NO_LAYOUT, type XmlName, xmlName } from '../../schema/layout.js'
import { nameOfKey } from '../../schema/names.js'
import { JSON_NAMESPACE, PROBLEM_NAMESPACE, XS_NAMESPACE, XSI_NAMESPACE } from '../../schema/namespaces.js'
import type { Scalar, Shape } from '../../schema/shape.js'
import { ANY, itemShape } from '../../schema/shape-combination.js'
import { circularError, isCircular, jsonValue, unrepresentableError } from '../../values/json-value.js'
import { chooseAlternative, unrepeated } from '../document/alternative.js'
import { DECLARATION, escapeAttribute, escapeText } from '../document/escape-text.js'
import {
  alternativeReadAsScalar,
  arrayRoundTrips,
  isScalar,
  isTextNode,
  textRoundTrips,
  typeName,
} from '../document/round-trip.js'
import { defaultItemName, defaultRootName } from './default-names.js'
import { PrefixScope } from './prefix-scope.js'
import { undeclaredMember } from './undeclared-member.js'

/** Options of one document. */
export interface XmlStyle {
  readonly kind: ContentKind
  /** Shape under which the value is written and read. Without one, scalars and arrays are not marked. */
  readonly shape?: Shape | undefined
  /** Spaces of indentation for each level. @default 0: one line */
  readonly indent?: number | undefined
}

/**
 * Writes any value that JSON can represent as a well-formed XML document with one root. Names and order are those of the JSON document.
 *
 * @throws TypeError for a value that JSON cannot represent
 */
export function encodeXml(value: unknown, style: XmlStyle): string {
  const data = jsonValue(value, '')
  if (data === undefined) throw unrepresentableError(value)
  return new XmlWriter(style).document(data)
}

interface Content {
  /** Text between the tags, without indentation. */
  readonly text: string
  /** Namespace declarations for all attributes that the shape declares. */
  readonly bindings: string
  readonly attributes: string
  readonly children: string
}

/** Writer of one document, whole or item by item. It handles every value; the faster writers fall back to it. */
export class XmlWriter {
  readonly #kind: ContentKind
  readonly #shape: Shape
  readonly #indent: string
  /** The objects and arrays around the present value, outermost first. */
  readonly #holders: object[] = []
  /** The prefixes that the present part needs, beside those of the shape. */
  readonly #used = { xsi: false, xs: false, json: false }
  /** True to mark the types of values that the shape does not describe. */
  readonly #marks: boolean
  readonly #scope = new PrefixScope()
  #plain = false

  constructor({ kind, shape, indent = 0 }: XmlStyle) {
    this.#kind = kind
    // RFC 9457 appendix B defines the names of problems
    this.#shape = kind === 'problem' ? ANY : (shape ?? ANY)
    this.#marks = kind !== 'problem' && shape !== undefined
    this.#indent = ' '.repeat(indent)
  }

  document(data: unknown): string {
    const xml = this.#kind === 'problem' ? { namespace: PROBLEM_NAMESPACE } : this.#shape.xml
    const name = xmlName(xml, defaultRootName(this.#kind, data))
    return `${DECLARATION}${this.#newline()}${this.#part(name, data, this.#shape)}`
  }

  /** Returns the beginning of a document whose root is an array, without the `>` of the start tag. */
  open(): string {
    const name = this.#arrayName()
    const start = `${DECLARATION}${this.#newline()}<${name.qualified}${this.#scope.declare(name)}`
    this.#holders.push([])
    return start
  }

  /** Returns one item of the root array, with its own namespace declarations. @throws TypeError as `encodeXml` does */
  item(value: unknown, index: number): string {
    const shape = this.#shape.kind === 'array' ? itemShape(this.#shape, index) : ANY
    const name = this.#shape.kind === 'array' ? itemName(this.#shape, 'item') : defaultItemName(this.#kind)
    const data = jsonValue(value, String(index))
    if (data === undefined) throw unrepresentableError(value)
    return this.#newline() + this.#part(name, data, shape)
  }

  /** Returns the end tag of the root array. */
  close(): string {
    this.#holders.pop()
    return `${this.#newline()}</${this.#arrayName().qualified}>`
  }

  #arrayName(): XmlName {
    return xmlName(this.#shape.xml, 'items')
  }

  /** Writes an element with all namespace declarations that its content needs. */
  #part(name: XmlName, data: unknown, shape: Shape): string {
    Object.assign(this.#used, { xsi: false, xs: false, json: false })
    const element = this.#element(name, data, shape)
    const start = `<${name.qualified}`
    return `${start}${this.#declarations()}${element.slice(start.length)}`
  }

  #declarations(): string {
    const { xsi, xs, json } = this.#used
    const forXsi = xsi ? ` xmlns:xsi="${XSI_NAMESPACE}"` : ''
    return `${forXsi}${xs ? ` xmlns:xs="${XS_NAMESPACE}"` : ''}${json ? ` xmlns:json="${JSON_NAMESPACE}"` : ''}`
  }

  #newline(): string {
    return this.#indent === '' ? '' : `\n${this.#indent.repeat(this.#holders.length)}`
  }

  /** Writes one element. @param items Name of its items, for a wrapped array whose schema names them. */
  #element(name: XmlName, data: unknown, shape: Shape, items?: XmlName): string {
    return this.#scope.within(() => this.#written(name, this.#scope.declare(name), data, shape, items))
  }

  #written(name: XmlName, bindings: string, data: unknown, shape: Shape, items: XmlName | undefined): string {
    const tag = name.qualified
    if (data === null) return `<${tag}${bindings}${this.#nil()}/>`
    if (typeof data === 'object') return this.#structure(name, bindings, data, shape, items)
    if (!isScalar(data)) throw unrepresentableError(data)
    const text = typeof data === 'string' ? escapeText(data) : String(data)
    const start = `<${tag}${bindings}${this.#typeOf(data, shape)}`
    return text === '' ? `${start}/>` : `${start}>${text}</${tag}>`
  }

  #structure(name: XmlName, bindings: string, value: object, shape: Shape, items: XmlName | undefined): string {
    if (isCircular(value, this.#holders)) throw circularError(name.local)
    this.#holders.push(value)
    const outside = this.#plain
    const choice = shape.kind === 'union' ? chooseAlternative(value, shape, this.#plain) : undefined
    const { shape: chosen = shape, data = value, mark } = choice ?? {}
    if (choice?.plain) this.#plain = true
    const {
      bindings: more,
      attributes,
      children,
      text,
    } = Array.isArray(data) ? this.#items(data, chosen, items) : this.#members(data, chosen)
    this.#plain = outside
    this.#holders.pop()
    const isBare = attributes === '' && children === ''
    const number = mark ?? (isBare && shape.kind === 'union' ? alternativeReadAsScalar(text, shape, chosen) : undefined)
    const marker =
      number === undefined ? this.#structureType(data, chosen, isBare) : this.#json('alternative', `${number}`)
    const start = `<${name.qualified}${bindings}${more}${attributes}${marker}`
    if (children === '') return text === '' ? `${start}/>` : `${start}>${escapeText(text)}</${name.qualified}>`
    return `${start}>${children}${this.#newline()}</${name.qualified}>`
  }

  #items(data: readonly unknown[], shape: Shape, given: XmlName | undefined): Content {
    const name =
      given ??
      (this.#kind !== 'problem' && shape.kind === 'array' ? itemName(shape, 'item') : defaultItemName(this.#kind))
    return { text: '', bindings: '', attributes: '', children: this.#repeated(name, data, shape) }
  }

  #repeated(name: XmlName, data: readonly unknown[], shape: Shape): string {
    const array = shape.kind === 'union' ? (shape.alternatives.find(({ kind }) => kind === 'array') ?? shape) : shape
    let elements = ''
    for (let index = 0; index < data.length; index++) {
      const item = jsonValue(data[index], String(index)) ?? null
      elements += this.#newline() + this.#element(name, item, array.kind === 'array' ? itemShape(array, index) : array)
    }
    return elements
  }

  #members(data: object, shape: Shape): Content {
    const layout = shape.kind === 'object' ? layoutOf(shape) : NO_LAYOUT
    const others = shape.kind === 'object' ? (shape.additional?.shape ?? ANY) : ANY
    // Prefixes of all possible attributes come before any child, which may rely on a prefix of its parent.
    const bindings = layout.attributes.size === 0 ? '' : this.#scope.declareAll(layout.attributes.values())
    let attributes = ''
    let children = ''
    let arrays = ''
    let text: Scalar | undefined
    for (const key of Object.keys(data)) {
      const item = jsonValue(Reflect.get(data, key), key)
      if (item === undefined) continue
      const member = layout.byKey.get(key) ?? undeclaredMember(key, others, layout)
      if (member.attribute && isScalar(item) && textRoundTrips(item, member.shape)) {
        attributes += ` ${member.name.qualified}="${escapeAttribute(String(item))}"`
      } else if (isTextNode(item, member)) {
        text = item
      } else if (Array.isArray(item) && member.itemName === undefined && this.#kind !== 'problem') {
        children += this.#repeated(member.name, item, member.shape)
        if (!this.#arrayRoundTrips(item, member)) arrays += arrays === '' ? nameOfKey(key) : ` ${nameOfKey(key)}`
      } else {
        const shape = member.itemName === undefined ? unrepeated(member.shape) : member.shape
        children += this.#newline() + this.#element(member.name, item, shape, member.itemName)
      }
    }
    if (text !== undefined && layout.text !== undefined && children !== '')
      children += this.#newline() + this.#element(layout.text.name, text, layout.text.shape)
    const marked = arrays === '' ? attributes : attributes + this.#json('arrays', arrays)
    return { text: String(text ?? ''), bindings, attributes: marked, children }
  }

  #arrayRoundTrips(data: readonly unknown[], member: Member): boolean {
    return this.#marks ? arrayRoundTrips(data, member) : data.length > 0
  }

  #nil(): string {
    this.#used.xsi = true
    return ' xsi:nil="true"'
  }

  /** Returns the `xsi:type` of a scalar that its text alone does not identify; empty if none is needed. */
  #typeOf(data: Scalar, shape: Shape): string {
    if (!this.#marks || textRoundTrips(data, shape)) return ''
    this.#used.xsi = true
    this.#used.xs = true
    return ` xsi:type="${typeName(data)}"`
  }

  /** Returns the `xsi:type` of an array or an empty object under a shape of kind `any`; empty if none is needed. */
  #structureType(data: object, shape: Shape, isBare: boolean): string {
    // the name of the root identifies an array
    if (!this.#marks || shape.kind !== 'any' || (Array.isArray(data) && this.#isRootList())) return ''
    const type = Array.isArray(data) ? 'array' : isBare ? 'object' : undefined
    if (type === undefined) return ''
    this.#used.xsi = true
    this.#used.json = true
    return ` xsi:type="json:${type}"`
  }

  #isRootList(): boolean {
    return this.#kind === 'value' && this.#holders.length === 0
  }

  #json(name: 'arrays' | 'alternative', value: string): string {
    this.#used.json = true
    return ` json:${name}="${value}"`
  }
}
