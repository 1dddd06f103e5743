import Negotiator from 'negotiator'
import { endware, json, negotiate, xml } from '../endware.mjs'
import { acceptHeaders } from '../fixtures/accept-headers.mjs'

const offers = ['application/json', 'application/xml', 'text/json', 'text/xml']

/** Choosing a format for the headers of real clients. @returns {import('./scenario.mjs').MicroScenario[]} */
export function negotiation() {
  const codecs = [json(), xml()]
  const api = endware({ codecs })
  return [
    {
      name: 'negotiation',
      title: `Negotiation: ${acceptHeaders.length} headers of real clients`,
      reference: 'negotiator',
      ways: [
        {
          name: 'negotiator',
          title: 'negotiator',
          work: () => acceptHeaders.map((accept) => new Negotiator({ headers: { accept } }).mediaTypes(offers)[0]),
        },
        {
          name: 'endware-negotiate',
          title: '**end-ware**, `negotiate()`',
          work: () => acceptHeaders.map((accept) => negotiate(accept, offers)),
        },
        {
          name: 'endware',
          title: '**end-ware**, a whole answer of 204',
          work: () => Promise.all(acceptHeaders.map((accept) => api.render(undefined, { accept }))),
          isAsync: true,
        },
      ],
    },
  ]
}
