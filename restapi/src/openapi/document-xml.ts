type Keywords = Readonly<Record<string, unknown>>

/**
 * Writes the XML Object of a schema as OpenAPI 3.1 has it: `nodeType` of OpenAPI 3.2 becomes `attribute` or `wrapped`, and `text`, which 3.1 does
 * not know, the extension `x-nodeType`.
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

/** Reports whether the schema is that of an array, null aside. */
function isArray({ type, anyOf }: Keywords): boolean {
  if (Array.isArray(anyOf)) return anyOf.some((alternative: Keywords) => isArray(alternative))
  return [type].flat().includes('array')
}
