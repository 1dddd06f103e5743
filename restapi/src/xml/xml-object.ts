import { isNcName, looksEscaped } from './names.js'
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './namespaces.js'

/** How a schema's value is written in XML: OpenAPI 3.1's XML Object, checked. */
export interface XmlObject {
  readonly name?: string
  readonly attribute?: boolean
  readonly wrapped?: boolean
  readonly prefix?: string
  readonly namespace?: string
}

/**
 * The XML Object of a schema, valid in itself.
 *
 * @param where Names the schema in errors: the path of its property.
 * @throws TypeError for a name that is no XML name, a prefix without a namespace and other metadata that no document could obey.
 * @see OpenAPI 3.1.1 §4.8.26 XML Object
 */
export function readXmlObject(metadata: unknown, where: string): XmlObject {
  if (metadata === undefined) return NONE
  if (typeof metadata !== 'object' || metadata === null) throw refusal(where, 'is an object')
  const xml: XmlObject = {
    ...text(metadata, 'name', where),
    ...flag(metadata, 'attribute', where),
    ...flag(metadata, 'wrapped', where),
    ...text(metadata, 'prefix', where),
    ...text(metadata, 'namespace', where),
  }
  checkName(xml, where)
  checkNamespace(xml, where)
  return xml
}

/** The error for XML metadata that cannot be obeyed. */
export function refusal(where: string, rule: string): TypeError {
  return new TypeError(`the XML Object of ${where} ${rule}`)
}

const NONE: XmlObject = {}

/** Prefixes that the codec binds itself. */
const OWN_PREFIXES: readonly string[] = ['xmlns', 'xsi', 'xs', 'json']

function text(metadata: object, field: 'name' | 'prefix' | 'namespace', where: string): XmlObject {
  const value: unknown = Reflect.get(metadata, field)
  if (value === undefined) return NONE
  if (typeof value !== 'string') throw refusal(where, `has a ${field} that is no text`)
  return { [field]: value }
}

function flag(metadata: object, field: 'attribute' | 'wrapped', where: string): XmlObject {
  const value: unknown = Reflect.get(metadata, field)
  if (value === undefined) return NONE
  if (typeof value !== 'boolean') throw refusal(where, `has ${field} neither true nor false`)
  return { [field]: value }
}

function checkName({ name, prefix, attribute }: XmlObject, where: string): void {
  if (name !== undefined && !isNcName(name))
    throw refusal(where, `has a name that is no XML name: ${JSON.stringify(name)}`)
  if (name !== undefined && looksEscaped(name)) throw refusal(where, `has a name that reads as an escaped key: ${name}`)
  if (prefix !== undefined && !isNcName(prefix))
    throw refusal(where, `has a prefix that is no XML name: ${JSON.stringify(prefix)}`)
  if (attribute && prefix === undefined && name === 'xmlns') throw refusal(where, 'has a name that declares namespaces')
}

function checkNamespace({ prefix, namespace, attribute }: XmlObject, where: string): void {
  if (prefix !== undefined && namespace === undefined)
    throw refusal(where, `has a prefix without a namespace: ${prefix}`)
  if (namespace === undefined) return
  // OpenAPI 3.1: not a relative reference; a scheme (RFC 3986 §3.1) tells
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S/.test(namespace))
    throw refusal(where, `has a namespace that is no absolute URI: ${JSON.stringify(namespace)}`)
  if (attribute && prefix === undefined) throw refusal(where, 'has an attribute with a namespace but without a prefix')
  if (prefix !== undefined && OWN_PREFIXES.includes(prefix)) throw refusal(where, `has a reserved prefix: ${prefix}`)
  if (namespace === XMLNS_NAMESPACE) throw refusal(where, 'has the namespace of namespace declarations')
  // Namespaces in XML 1.0 §3: the prefix xml and its namespace belong to each other
  if ((prefix === 'xml') !== (namespace === XML_NAMESPACE))
    throw refusal(where, 'has the prefix xml or its namespace without the other')
}
