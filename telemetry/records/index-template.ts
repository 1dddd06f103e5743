import { commonFields, type FieldKind, ownFields } from '../log-fields.js'

const types: Readonly<Record<FieldKind, object>> = {
  date: { type: 'date' },
  keyword: { type: 'keyword', ignore_above: 1024 },
  text: { type: 'text' },
  integer: { type: 'long' },
  number: { type: 'double' },
  boolean: { type: 'boolean' },
}

/** Returns the index template of Elasticsearch for the data stream of the log, in which no record is refused for its types. */
export function indexTemplate() {
  const common = Object.entries(commonFields).map(([name, { kind }]) => [name, types[kind]])
  const own = [...ownFields].flatMap(([name, kind]) => (kind === 'object' ? [] : [[`shop.${name}`, types[kind]]]))
  return {
    index_patterns: ['logs-shop-*'],
    data_stream: {},
    priority: 200,
    template: {
      settings: { 'index.mapping.total_fields.limit': 1000 },
      mappings: {
        dynamic_templates: [{ texts: { path_match: 'shop.*', match_mapping_type: 'string', mapping: types.keyword } }],
        date_detection: false,
        properties: Object.fromEntries([...common, ...own]),
      },
    },
  }
}
