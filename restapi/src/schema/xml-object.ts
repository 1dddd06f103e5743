import { isNcName, looksEscaped } from './names.js'
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './namespaces.js'

/** How a schema's value is written in XML: OpenAPI's XML Object, checked. */
export interface XmlObject {
  readonly name?: string
  readonly attribute?: boolean
  readonly wrapped?: boolean
  /** Whether the value is the text of the element around it (OpenAPI 3.2 `nodeType: 'text'`). */
  readonly text?: boolean
  readonly prefix?: string
  readonly namespace?: string
  /** The node type as it was given, until it is known of what kind the value is: see {@link withNodeType}. */
  readonly nodeType?: NodeType
}

/**
 * Reads the XML Object of a schema and checks it.
 *
 * @param where Names the schema in errors: the path of its property.
 * @throws TypeError for a name that is no XML name, a prefix without a namespace and other metadata that no document could obey.
 * @see OpenAPI 3.1.1 §4.8.26, OpenAPI 3.2.0 §4.26 XML Object
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
    ...readNodeType(metadata, where),
  }
  checkXmlObject(xml, where)
  return xml
}

/** Combines the XML Objects of a schema and of one that adds to it (`allOf`, `$ref`, null): `outer` decides where both do. */
export function mergedXml(inner: XmlObject, outer: XmlObject): XmlObject {
  const { name, prefix, namespace } = inner
  const names = {
    ...(name === undefined ? {} : { name }),
    ...(prefix === undefined ? {} : { prefix }),
    ...(namespace === undefined ? {} : { namespace }),
  }
  const decides = [outer.nodeType, outer.attribute, outer.wrapped, outer.text].some((given) => given !== undefined)
  return { ...(decides ? names : inner), ...outer }
}

/** Checks an XML Object that was put together of several. @throws TypeError as {@link readXmlObject} does */
export function checkXmlObject(xml: XmlObject, where: string): void {
  checkName(xml, where)
  checkNamespace(xml, where)
}

/** Makes the error for XML metadata that cannot be obeyed. */
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

/** Node types of OpenAPI 3.2 that have a meaning here. */
type NodeType = 'element' | 'attribute' | 'text' | 'none'

/** Reads `nodeType`, which documents of OpenAPI 3.1 have as the extension `x-nodeType`. */
function readNodeType(metadata: object, where: string): { readonly nodeType?: NodeType } {
  const nodeType: unknown = Reflect.get(metadata, 'nodeType') ?? Reflect.get(metadata, 'x-nodeType')
  if (nodeType === undefined) return NONE
  if (nodeType === 'cdata')
    throw refusal(where, "has the nodeType 'cdata', which readers do not tell from text; use 'text'")
  if (nodeType !== 'element' && nodeType !== 'attribute' && nodeType !== 'text' && nodeType !== 'none')
    throw refusal(
      where,
      `has an unknown nodeType: ${JSON.stringify(nodeType)}; use 'element', 'attribute', 'text' or 'none'`,
    )
  for (const older of ['attribute', 'wrapped'])
    if (Reflect.get(metadata, older) !== undefined)
      throw refusal(where, `has both nodeType and ${older}; use nodeType alone`)
  return { nodeType }
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
