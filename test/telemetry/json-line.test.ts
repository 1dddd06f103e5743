import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { jsonLine } from '../../telemetry/json-line.js'
import { recordField } from '../../telemetry/log-fields.js'

const value = fc.oneof(
  fc.constant('plain'),
  fc.string(),
  fc.boolean(),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.array(fc.string()),
)
const name = fc.oneof(fc.constantFrom('a', 'b'), fc.string()).map((text) => `shop.${text}`)

test('a record is one line of JSON: its fields, each with its last value, then those of every record', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), fc.string(), fc.string(), (given, service, version) => {
      const record = jsonLine({ name: service, version })('2026-11-29T12:30:00.000Z', 'info')
      for (const [field, each] of given) {
        if (each === 'plain') record.putPlain(recordField(field, 'text'), each)
        else record.put(recordField(field, 'text'), each)
      }
      const begin = { '@timestamp': '2026-11-29T12:30:00.000Z', 'log.level': 'info' }
      const always = [
        ['ecs.version', '8.10.0'],
        ['process.pid', process.pid],
        ['service.name', service],
        ['service.version', version],
        ['event.dataset', service],
      ]
      const line = record.line()
      expect(line).not.toContain('\n')
      const own = Object.entries(toJson({ ...begin, ...Object.fromEntries(given) }))
      expect(Object.entries(JSON.parse(line))).toEqual([...own, ...always])
      expect(JSON.stringify(JSON.parse(line))).toBe(line)
    }),
  )
})

test('fields that have one name are written in their order, a plain text as it is', () => {
  const record = jsonLine({ name: 'a', version: '1' })('2026-11-29T12:30:00.000Z', 'info')
  const only = { hasOneName: true }
  record.putPlain({ ...recordField('http.route', 'keyword'), ...only }, '/v1/products/:id')
  record.put({ ...recordField('url.path', 'keyword'), ...only }, 'a "quote"')
  record.put({ ...recordField('shop.attempt', 'number'), ...only }, -0)
  expect(record.line()).toContain(
    '"log.level":"info","http.route":"/v1/products/:id","url.path":"a \\"quote\\"","shop.attempt":0,"ecs.version"',
  )
})

/** Returns a value as JSON has it: without the sign of -0, for example. */
function toJson(of: object): object {
  return JSON.parse(JSON.stringify(of))
}
