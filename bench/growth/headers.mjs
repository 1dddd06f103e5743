import { endware } from '../endware.mjs'
import { newAcceptHeader } from '../fixtures/accept-headers.mjs'
import { small } from '../fixtures/small.mjs'

/** Whether clients that vary their headers cost the others. @returns {import('../micro/scenario.mjs').MicroScenario[]} */
export function headerGrowth() {
  let number = 0
  const way = (
    /** @type {string} */ name,
    /** @type {string} */ title,
    /** @type {(at: number) => string} */ acceptOf,
  ) => {
    const api = endware()
    return { name, title, isAsync: true, work: () => api.render(small, { accept: acceptOf(++number) }) }
  }
  const hot = 'application/json'
  return [
    {
      name: 'headers',
      title: 'Distinct `Accept` headers',
      reference: 'hot',
      ways: [
        way('hot', 'always the same header', () => hot),
        way('mixed', 'a new header every tenth time', (at) => (at % 10 === 0 ? newAcceptHeader(at) : hot)),
        way('new', 'always a new header', newAcceptHeader),
      ],
    },
  ]
}
