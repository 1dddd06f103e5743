import { endware, json, xml } from '../endware.mjs'
import { small } from '../fixtures/small.mjs'

/** Whether more formats cost those who do not ask for them. @returns {import('../micro/scenario.mjs').MicroScenario[]} */
export function codecGrowth() {
  const asked = (/** @type {string} */ accept) => ({
    name: `codecs-${accept.split('/')[1]}`,
    title: `Number of codecs, ${accept} asked for`,
    reference: 'codecs-2',
    ways: [2, 10, 50].map((count) => {
      const more = Array.from({ length: count - 2 }, (_, number) =>
        json({ name: `v${number}`, mediaTypes: [`application/vnd.acme.v${number}+json`] }),
      )
      const api = endware({ codecs: [json(), ...more, xml()] })
      return {
        name: `codecs-${count}`,
        title: `${count} codecs`,
        work: () => api.render(small, { accept }),
        isAsync: true,
      }
    }),
  })
  return [asked('application/json'), asked('application/xml')]
}
