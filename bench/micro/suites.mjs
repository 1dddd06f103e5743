import { codecGrowth } from '../growth/codecs.mjs'
import { headerGrowth } from '../growth/headers.mjs'
import { decodeJson } from './decode-json.mjs'
import { decodeXml } from './decode-xml.mjs'
import { encodeJson } from './encode-json.mjs'
import { encodeXml } from './encode-xml.mjs'
import { filter } from './filter.mjs'
import { ladder } from './ladder.mjs'
import { negotiation } from './negotiation.mjs'
import { readOrder } from './read-order.mjs'

/**
 * What is measured inside one process, each suite in a process of its own.
 *
 * @type {Record<string, { group: 'micro' | 'growth', scenarios: () => import('./scenario.mjs').MicroScenario[] | Promise<import('./scenario.mjs').MicroScenario[]> }>}
 */
export const suites = {
  'encode-json': { group: 'micro', scenarios: encodeJson },
  'encode-xml': { group: 'micro', scenarios: encodeXml },
  'decode-json': { group: 'micro', scenarios: decodeJson },
  'decode-xml': { group: 'micro', scenarios: decodeXml },
  'read-order': { group: 'micro', scenarios: readOrder },
  negotiation: { group: 'micro', scenarios: negotiation },
  filter: { group: 'micro', scenarios: filter },
  ladder: { group: 'micro', scenarios: ladder },
  codecs: { group: 'growth', scenarios: codecGrowth },
  headers: { group: 'growth', scenarios: headerGrowth },
}
