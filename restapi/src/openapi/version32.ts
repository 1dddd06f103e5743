import { mapSchema } from '../schema/map-schema.js'
import type { JsonSchema } from '../schema/shape.js'
import type {
  Components,
  Contents,
  HeaderObject,
  MediaTypeObject,
  OpenApiDocument,
  OperationObject,
  ParameterObject,
  PathItem,
  Reference,
  RequestBodyObject,
  ResponseObject,
} from './document-objects.js'

/**
 * Returns the document in the words of OpenAPI 3.2.0, for what 3.1.1 says by extensions or by words that 3.2 deprecates: `query` operations,
 * streams among the contents with an `itemSchema`, and `nodeType` of XML Objects.
 *
 * @see https://spec.openapis.org/oas/v3.2.0.html
 */
export function inVersion32(document: OpenApiDocument): OpenApiDocument {
  const { paths, components } = document
  return { ...document, openapi: '3.2.0', paths: mapValues(paths, pathItem), components: sections(components) }
}

function sections({ schemas, responses, parameters, headers, ...others }: Components): Components {
  return {
    ...(schemas && { schemas: mapValues(schemas, schemaObject) }),
    ...(responses && { responses: mapValues(responses, response) }),
    ...(parameters && { parameters: mapValues(parameters, described) }),
    ...(headers && { headers: mapValues(headers, described) }),
    ...others,
  }
}

function pathItem({ 'x-query': query, ...item }: PathItem): PathItem {
  return { ...mapValues(item, operation), ...(query && { query: operation(query) }) }
}

function operation(given: OperationObject): OperationObject {
  const { parameters, requestBody, responses } = given
  return {
    ...given,
    ...(parameters && { parameters: parameters.map((each) => unlessReference(each, described)) }),
    ...(requestBody && { requestBody: withContents(requestBody) }),
    responses: mapValues(responses, (each) => unlessReference(each, response)),
  }
}

function response({ 'x-streams': streams, ...given }: ResponseObject): ResponseObject {
  const { headers, content } = given
  return withContents({
    ...given,
    ...(headers && { headers: mapValues(headers, (each) => unlessReference(each, described)) }),
    ...(streams && { content: { ...content, ...streams } }),
  })
}

function withContents<Part extends ResponseObject | RequestBodyObject>(part: Part): Part {
  const { content } = part as { content?: Contents }
  return content === undefined ? part : { ...part, content: mapEntries(content, mediaType) }
}

/**
 * Returns a Media Type Object. `schema` is that of the whole content: a sequence for streams of JSON and of events, of which `itemSchema`
 * tells all (§4.14.3); text for CSV, whose header line makes it no mere sequence.
 */
function mediaType(name: string, { schema, 'x-itemSchema': itemSchema, ...others }: MediaTypeObject): MediaTypeObject {
  const whole = itemSchema !== undefined && name !== 'text/csv' ? undefined : schema
  return {
    ...(whole !== undefined && { schema: schemaObject(whole) }),
    ...(itemSchema !== undefined && {
      itemSchema: name === 'text/event-stream' ? eventSchema(schemaObject(itemSchema)) : schemaObject(itemSchema),
    }),
    ...others,
  }
}

/** Returns the schema of an event, as it is parsed. Its data is text, here in JSON. @see OpenAPI 3.2.0 §4.14.4 */
function eventSchema(data: JsonSchema): JsonSchema {
  return {
    type: 'object',
    required: ['data'],
    properties: {
      data: { type: 'string', contentMediaType: 'application/json', contentSchema: data },
      event: { type: 'string' },
      id: { type: 'string' },
      retry: { type: 'integer', minimum: 0 },
    },
  }
}

function schemaObject(schema: JsonSchema): JsonSchema {
  return mapSchema(schema, ({ xml, ...others }) =>
    xml instanceof Object ? { ...others, xml: xmlObject(xml) } : others,
  )
}

/** Returns an XML Object with `nodeType`, in place of `attribute` and `wrapped`, which 3.2 deprecates. */
function xmlObject(xml: object): object {
  const { attribute, wrapped, 'x-nodeType': other, ...names } = xml as Readonly<Record<string, unknown>>
  const nodeType =
    other ??
    (attribute === undefined ? undefined : attribute === true ? 'attribute' : 'element') ??
    (wrapped === undefined ? undefined : wrapped === true ? 'element' : 'none')
  return { ...(nodeType === undefined ? {} : { nodeType }), ...names }
}

function described<Part extends ParameterObject | HeaderObject>(part: Part): Part {
  return { ...part, schema: schemaObject(part.schema) }
}

function unlessReference<Part extends object>(part: Part | Reference, change: (part: Part) => Part): Part | Reference {
  return '$ref' in part ? part : change(part as Part)
}

function mapValues<Value>(of: Readonly<Record<string, Value>>, change: (value: Value) => Value): Record<string, Value> {
  return mapEntries(of, (_, value) => change(value))
}

function mapEntries<Value>(
  of: Readonly<Record<string, Value>>,
  change: (name: string, value: Value) => Value,
): Record<string, Value> {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(name, value)]))
}
