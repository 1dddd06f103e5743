import type { StandardSchema } from '../schema/standard-schema.js'
import { undescribed } from '../schema/undescribed.js'

/** Tells that a request schema has no JSON Schema. @param where names the schema */
export type UndescribedNotice = (where: string, schema: StandardSchema) => void

/**
 * Returns a notice that speaks once, for the first schema: Node's process warning `ENDWARE_NO_JSON_SCHEMA`. Such a schema works, but with
 * less: the document says "any", and text and XML are not read by it.
 *
 * @see https://nodejs.org/api/process.html#processemitwarningwarning-options
 */
export function undescribedNotice(): UndescribedNotice {
  let isGiven = false
  return (where, schema) => {
    if (isGiven) return
    isGiven = true
    process.emitWarning(`${where} ${undescribed(schema)}`, {
      type: 'EndwareWarning',
      code: 'ENDWARE_NO_JSON_SCHEMA',
      detail:
        'The OpenAPI document says "any" for it, and text stays text: no number of a query or of XML is read. This is said once, for the first such request schema.',
    })
  }
}
