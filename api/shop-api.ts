import { type Endware, type EndwareOptions, endware, html, json, type LinkableMember, xml } from '@endware/restapi'
import { formatParameter } from './format-parameter.js'

/** How long an endpoint may take before it is answered for with a 503, in milliseconds. */
const timeout = 15_000

/** The response layer of the shop: JSON, XML, and pages for people. */
export function shopApi(onFailure: NonNullable<EndwareOptions['onFailure']>): Endware {
  return endware({
    codecs: [json(), xml(), html({ service: 'Endware shop', link })],
    formatParameter,
    onFailure,
    timeout,
  })
}

/** Where members lead on pages for people: from the list of products to each of them, and from the root to what it names. */
function link({ name, value, path }: LinkableMember): string | undefined {
  if (name === 'id' && path === '/v1/products') return `${path}/${encodeURIComponent(value)}`
  return path === '/' && value.startsWith('/') ? value : undefined
}
