import type { Operation } from '../contract/operation.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { JsonSchema } from '../schema/shape.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { isThenable } from '../values/value-kinds.js'
import type { RequestBodyObject } from './document-objects.js'
import { exampleValue } from './example-value.js'
import { fileEncoding } from './file-encoding.js'
import { itemSchema } from './item-schema.js'
import { mediaContents } from './media-contents.js'
import type { SchemaCollection } from './schema-collection.js'

/** Returns the Request Body Object of an operation, with each format that it reads; `undefined` when its contract has no body. */
export function requestBody(
  { contract: { body, examples }, reads }: Operation,
  owner: string,
  schemas: SchemaCollection,
): RequestBodyObject | undefined {
  if (body === undefined) return undefined
  const note = 'The validator of this body has no JSON Schema'
  const schema: JsonSchema = schemas.add(body, 'input', `${owner}Body`) ?? { description: note }
  const resolve = (reference: string): JsonSchema | undefined => schemas.resolve(reference)
  const shape = schemaShape(body, 'input')
  const example = examples?.body ?? exampleValue(schema, resolve)
  return {
    required: isRequired(body),
    content: mediaContents(reads, {
      schema,
      itemSchema: itemSchema(schema, schemas),
      shape,
      kind: 'value',
      example,
      encoding: fileEncoding(schema, resolve),
    }),
  }
}

/** Reports whether the validator refuses a missing body. One that throws counts as refusing, and so does an asynchronous one. */
function isRequired(schema: StandardSchema): boolean {
  try {
    const absent = schema['~standard'].validate(undefined)
    if (!isThenable(absent)) return absent.issues !== undefined
    absent.then(undefined, () => undefined) // an unhandled rejection would end the process
    return true
  } catch {
    return true
  }
}
