import { expect, test } from '@jest/globals'
import { shopDocument } from '../../api/openapi-document.js'
import { shapeOf } from '../../restapi/src/schema/shape-compiler.js'
import { readXml as readBySchema } from '../../restapi/src/testing/check-xml.js'
import { documentedOperations } from '../../restapi/src/testing/documented-operation.js'
import { SchemaChecker } from '../../restapi/src/testing/schema-checker.js'
import { readXml, xmlTwin } from '../support/xml-twin.js'

const document = shopDocument()
const schemas = SchemaChecker.of(document)

const contents = documentedOperations(document).flatMap(({ operationId, body, responses }) => [
  // Files have neither JSON nor XML.
  ...(body.every(({ itemSchema }) => itemSchema !== undefined) ? [] : [[`${operationId} request`, body] as const]),
  ...responses.flatMap(({ status, contents }) =>
    // A stream of events alone has neither JSON nor XML.
    contents.every(({ mediaType }) => mediaType === 'text/event-stream')
      ? []
      : [[`${operationId} ${status}`, contents] as const],
  ),
])

test.each(contents)('%s: there is an example in JSON and in XML, and they say the same', async (_, content) => {
  const [json, xml] = ['json', 'xml'].map((family) => content.find(({ mediaType }) => mediaType.endsWith(family)))
  if (json === undefined) throw new Error('a format is missing')
  expect(schemas.of(json.schema)(json.example)).toEqual([])
  const jsonAlone = ['application/merge-patch+json', 'application/cloudevents+json']
  if (content.some(({ mediaType }) => jsonAlone.includes(mediaType))) return
  if (xml === undefined) throw new Error('a format is missing')
  const shape = shapeOf({ ...(json.schema as object), components: document.components })
  expect(readBySchema(Buffer.from(String(xml.example)), shape)).toEqual({ value: json.example, faults: [] })
  const { root, content: read } = await readXml(String(xml.example))
  // Problems have `i` elements, and a value that no schema describes, such as the example of a problem, has attributes with its types.
  if (root !== 'problem' && !String(xml.example).includes(' xmlns:json='))
    expect(read).toEqual(xmlTwin(json.example, root.replace(/s$/, '')))
})
