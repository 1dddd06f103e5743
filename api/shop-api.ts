import { type Endware, type EndwareOptions, endware } from '@endware/restapi'
import { formatParameter } from './format-parameter.js'
import { formats } from './formats.js'

/** How long an endpoint may take before it is answered for with a 503, in milliseconds. */
const timeout = 15_000

/** The response layer of the shop: JSON, XML, and pages for people. */
export function shopApi(onFailure: NonNullable<EndwareOptions['onFailure']>): Endware {
  return endware({ codecs: formats, formatParameter, onFailure, timeout })
}
