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
  ...(body.length === 0 ? [] : [[`${operationId} request`, body] as const]),
  ...responses.flatMap(({ status, contents }) =>
    contents.length === 0 ? [] : [[`${operationId} ${status}`, contents] as const],
  ),
])

test.each(contents)('%s: there is an example in JSON and in XML, and they say the same', async (_, content) => {
  const [json, xml] = ['json', 'xml'].map((family) => content.find(({ mediaType }) => mediaType.endsWith(family)))
  if (json === undefined) throw new Error('a format is missing')
  expect(schemas.of(json.schema)(json.example)).toEqual([])
  if (content.some(({ mediaType }) => mediaType === 'application/merge-patch+json')) return // there is none in XML
  if (xml === undefined) throw new Error('a format is missing')
  const shape = shapeOf({ ...(json.schema as object), components: document.components })
  expect(readBySchema(Buffer.from(String(xml.example)), shape)).toEqual({ value: json.example, faults: [] })
  const { root, content: read } = await readXml(String(xml.example))
  if (root !== 'problem') expect(read).toEqual(xmlTwin(json.example, root.replace(/s$/, '')))
})
