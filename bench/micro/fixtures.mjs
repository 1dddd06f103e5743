import { Awkward, awkward, awkwardSchema } from '../fixtures/awkward.mjs'
import { Deep, deep, deepSchema } from '../fixtures/deep.mjs'
import { List, list, listSchema } from '../fixtures/list.mjs'
import { Small, small, smallSchema } from '../fixtures/small.mjs'

/** The documents that are written and read. */
export const documents = [
  { name: 'small', title: 'small object', value: small, schema: Small, jsonSchema: smallSchema },
  { name: 'list', title: '100-item list', value: list, schema: List, jsonSchema: listSchema },
  { name: 'awkward', title: 'awkward strings', value: awkward, schema: Awkward, jsonSchema: awkwardSchema },
  { name: 'deep', title: 'deep object', value: deep, schema: Deep, jsonSchema: deepSchema },
]
