import { indexTemplate } from '../../telemetry/records/index-template.js'

const { properties, dynamic_templates: templates } = indexTemplate().template.mappings

/** Returns the type that the index template of Elasticsearch gives to a field, or `undefined` when it has none. */
export function fieldType(name: string): string | undefined {
  const own =
    Reflect.get(properties, name) ?? templates.find(({ texts }) => matches(texts.path_match, name))?.texts.mapping
  return own?.type
}

function matches(pattern: string, name: string): boolean {
  return name.length >= pattern.length && name.startsWith(pattern.replace('*', ''))
}

/** Reports whether Elasticsearch takes a value for a field of this type. A list has the type of its members. */
export function isOfType(value: unknown, type: string | undefined): boolean {
  if (Array.isArray(value)) return value.every((member) => isOfType(member, type))
  switch (type) {
    case 'keyword':
    case 'text':
      return typeof value === 'string'
    case 'long':
      return Number.isSafeInteger(value)
    case 'double':
      return Number.isFinite(value)
    case 'boolean':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && !Number.isNaN(Date.parse(value))
    default:
      return false
  }
}
