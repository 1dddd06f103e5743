import { endware, notFound, ok, problem } from '../endware.mjs'
import { small } from '../fixtures/small.mjs'

/** What each rung of the ladder costs, from the outcome to the content. @returns {import('./scenario.mjs').MicroScenario[]} */
export function ladder() {
  const api = endware({ onFailure: () => {} })
  const constant = notFound('no such product')
  return ['application/json', 'application/xml'].map((accept) => {
    const rung = (/** @type {string} */ name, /** @type {string} */ title, /** @type {() => unknown} */ outcome) => ({
      name,
      title,
      work: () => api.render(outcome, { accept, url: '/products/8' }),
      isAsync: true,
    })
    return {
      name: `ladder-${accept.split('/')[1]}`,
      title: `The ladder in ${accept}`,
      reference: 'value',
      ways: [
        rung('value', 'a value: 200', () => small),
        rung('result', 'a `Result`: 200', () => ok(small).withVersion(3)),
        rung('nothing', 'nothing: 204', () => undefined),
        rung('not-found', 'an error returned: 404', () => notFound('no such product')),
        rung('not-found-constant', 'an error returned, made once: 404', () => constant),
        rung('not-found-thrown', 'an error thrown: 404', () => {
          throw notFound('no such product')
        }),
        rung('problem', 'a `Problem`: 404', () =>
          problem({ status: 404, title: 'Not Found', detail: 'no such product' }),
        ),
        rung('unexpected', 'any other error thrown: 500', () => {
          throw new Error('unexpected')
        }),
      ],
    }
  })
}
