import { type Endware, type EndwareOptions, endware } from '@endware/restapi'
import { formatParameter } from './format-parameter.js'
import { formats } from './formats.js'

/**
 * The response layer of the shop: JSON, XML, and pages for people.
 *
 * @param timeout how long a request may take, its body included, before it is answered with a 503 or 408, in milliseconds
 */
export function shopApi(onFailure: NonNullable<EndwareOptions['onFailure']>, timeout = 15_000): Endware {
  return endware({ codecs: formats, formatParameter, onFailure, timeout })
}
