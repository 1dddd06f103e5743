import type { ArrayShape, ObjectShape } from '../../schema/shape.js'
import { ANY } from '../../schema/shape-combination.js'

/** The shape of objects of which nothing is known. */
export const ANY_OBJECT: ObjectShape = {
  kind: 'object',
  nullable: true,
  xml: {},
  properties: new Map(),
  additional: { shape: ANY },
}

/** The shape of arrays of which nothing is known. */
export const ANY_ARRAY: ArrayShape = { kind: 'array', nullable: true, xml: {}, prefixItems: [], items: { shape: ANY } }
