type Keywords = Readonly<Record<string, unknown>>

/**
 * Translates the XML Object of a schema to OpenAPI 3.1: `nodeType` of OpenAPI 3.2 becomes `attribute` or `wrapped`. OpenAPI 3.1 has no
 * equivalent of `text`, which becomes the extension `x-nodeType`.
 *
 * @see OpenAPI 3.1.1 §4.9 Specification Extensions
 */
export function documentXml(xml: unknown, schema: Keywords): unknown {
  if (typeof xml !== 'object' || xml === null || !('nodeType' in xml)) return xml
  const { nodeType, ...others } = xml
  switch (nodeType) {
    case 'attribute':
      return { ...others, attribute: true }
    case 'element':
      return { ...others, ...(isArray(schema) ? { wrapped: true } : { attribute: false }) }
    case 'none':
      return { ...others, wrapped: false }
    default:
      return { ...others, 'x-nodeType': nodeType }
  }
}

/** Reports whether the schema describes an array, or an array or null. */
function isArray({ type, anyOf }: Keywords): boolean {
  if (Array.isArray(anyOf)) return anyOf.some((alternative: Keywords) => isArray(alternative))
  return [type].flat().includes('array')
}
