import { isNcName, looksEscaped } from './names.js'
import { XML_NAMESPACE, XMLNS_NAMESPACE } from './namespaces.js'

/** A checked XML Object of OpenAPI: the XML name and place of a schema's value. */
export interface XmlObject {
  readonly name?: string
  readonly attribute?: boolean
  readonly wrapped?: boolean
  /** `true` when the value is the text of the surrounding element (OpenAPI 3.2 `nodeType: 'text'`). */
  readonly text?: boolean
  readonly prefix?: string
  readonly namespace?: string
  /** The node type. `shapeOf` replaces it when the kind of the value is known. */
  readonly nodeType?: NodeType
}

/**
 * Reads the XML Object of a schema and checks it.
 *
 * @param where the path of the schema, as messages name it
 * @throws TypeError for a name that is not an XML name, a prefix without a namespace, and other invalid metadata
 * @see OpenAPI 3.1.1 §4.8.26, OpenAPI 3.2.0 §4.26 XML Object
 */
export function readXmlObject(metadata: unknown, where: string): XmlObject {
  if (metadata === undefined) return NONE
  if (typeof metadata !== 'object' || metadata === null) throw refusal(where, 'must be an object')
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

/** Merges the XML Objects of a schema and of one around it (`allOf`, `$ref`, null). `outer` wins where both have a member. */
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

/** Checks a merged XML Object. @throws TypeError as {@link readXmlObject} does */
export function checkXmlObject(xml: XmlObject, where: string): void {
  checkName(xml, where)
  checkNamespace(xml, where)
}

/** Makes the error for invalid XML metadata. @param rule the rest of the sentence */
export function refusal(where: string, rule: string): TypeError {
  return new TypeError(`the XML Object of ${where} ${rule}`)
}

const NONE: XmlObject = {}

/** The prefixes that the XML codec declares itself. */
const OWN_PREFIXES: readonly string[] = ['xmlns', 'xsi', 'xs', 'json']

function text(metadata: object, field: 'name' | 'prefix' | 'namespace', where: string): XmlObject {
  const value: unknown = Reflect.get(metadata, field)
  if (value === undefined) return NONE
  if (typeof value !== 'string') throw refusal(where, `must have text as its ${field}`)
  return { [field]: value }
}

function flag(metadata: object, field: 'attribute' | 'wrapped', where: string): XmlObject {
  const value: unknown = Reflect.get(metadata, field)
  if (value === undefined) return NONE
  if (typeof value !== 'boolean') throw refusal(where, `must have true or false as ${field}`)
  return { [field]: value }
}

/** The supported node types of OpenAPI 3.2. */
type NodeType = 'element' | 'attribute' | 'text' | 'none'

/** Reads `nodeType`, or the extension `x-nodeType` of OpenAPI 3.1 documents. */
function readNodeType(metadata: object, where: string): { readonly nodeType?: NodeType } {
  const nodeType: unknown = Reflect.get(metadata, 'nodeType') ?? Reflect.get(metadata, 'x-nodeType')
  if (nodeType === undefined) return NONE
  if (nodeType === 'cdata')
    throw refusal(where, "has the nodeType 'cdata', which XML readers treat like text; use 'text'")
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
  if (name !== undefined && !isNcName(name)) throw refusal(where, `must have an XML name; got ${JSON.stringify(name)}`)
  if (name !== undefined && looksEscaped(name))
    throw refusal(where, `must not have a name that looks like an escaped key; got ${name}`)
  if (prefix !== undefined && !isNcName(prefix))
    throw refusal(where, `must have an XML name as its prefix; got ${JSON.stringify(prefix)}`)
  if (attribute && prefix === undefined && name === 'xmlns')
    throw refusal(where, 'must not have the name xmlns, which declares namespaces')
}

function checkNamespace({ prefix, namespace, attribute }: XmlObject, where: string): void {
  if (prefix !== undefined && namespace === undefined)
    throw refusal(where, `must have a namespace for its prefix ${prefix}`)
  if (namespace === undefined) return
  // OpenAPI 3.1 forbids relative references; an absolute URI has a scheme (RFC 3986 §3.1)
  if (!/^[A-Za-z][A-Za-z0-9+.-]*:\S/.test(namespace))
    throw refusal(where, `must have an absolute URI as its namespace; got ${JSON.stringify(namespace)}`)
  if (attribute && prefix === undefined) throw refusal(where, 'must have a prefix for the namespace of its attribute')
  if (prefix !== undefined && OWN_PREFIXES.includes(prefix))
    throw refusal(where, `must not have a reserved prefix; got ${prefix}`)
  if (namespace === XMLNS_NAMESPACE) throw refusal(where, 'must not have the namespace of namespace declarations')
  // Namespaces in XML 1.0 §3 binds the prefix xml to one namespace, and that namespace to no other prefix
  if ((prefix === 'xml') !== (namespace === XML_NAMESPACE))
    throw refusal(where, 'must have the prefix xml together with its namespace, or neither')
}
