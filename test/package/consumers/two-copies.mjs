import { createRequire } from 'node:module'
import * as one from '@endware/restapi'

// Loads two copies of the library in one process. Each must recognise the values of the other.

const two = createRequire(import.meta.url)('@endware/restapi')
if (one.Result === two.Result) throw new Error('there is only one copy')

const outcomes = {
  result: (from) => from.created({ a: 1 }, '/a'),
  error: (from) => from.notFound('not here').withHeader('Retry-After', 5),
  problem: (from) => from.problem({ status: 409, title: 'Sold out' }),
  thrown: (from) => () => {
    throw from.forbidden('keep out')
  },
  events: (from) => () =>
    (async function* () {
      yield from.serverSentEvent('it', { event: 'news' })
    })(),
}
const answers = {}
for (const [name, outcome] of Object.entries(outcomes)) {
  const rendering = ([from, by]) => {
    const codecs = name === 'events' ? [by.eventStream(), by.json()] : [by.json()]
    return by.endware({ codecs, onFailure: () => {} }).render(outcome(from), { accept: '*/*' })
  }
  const [across, back] = await Promise.all(
    [
      [one, two],
      [two, one],
    ].map(rendering),
  )
  answers[name] = [across.status, back.status, text(across), text(back)]
}
console.log(JSON.stringify(answers))

function text({ content }) {
  return Buffer.from(content).toString()
}
