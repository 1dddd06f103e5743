import type { ArrayShape, ObjectShape } from '../../schema/shape.js'
import { ANY } from '../../schema/shape-combination.js'

/** Shape of an object without a schema. */
export const ANY_OBJECT: ObjectShape = {
  kind: 'object',
  nullable: true,
  xml: {},
  properties: new Map(),
  additional: { shape: ANY },
}

/** Shape of an array without a schema. */
export const ANY_ARRAY: ArrayShape = { kind: 'array', nullable: true, xml: {}, prefixItems: [], items: { shape: ANY } }
