import { type Endware, type EndwareOptions, endware } from '@endware/restapi'
import { formatParameter } from './format-parameter.js'
import { formats } from './formats.js'

/** How long a request may take, its body included, before it is answered with a 503 or 408, in milliseconds. */
const timeout = 15_000

/** The response layer of the shop: JSON, XML, and pages for people. */
export function shopApi(onFailure: NonNullable<EndwareOptions['onFailure']>): Endware {
  return endware({ codecs: formats, formatParameter, onFailure, timeout })
}
