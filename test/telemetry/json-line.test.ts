import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { jsonLine } from '../../telemetry/json-line.js'

const value = fc.oneof(fc.string(), fc.double({ noDefaultInfinity: true, noNaN: true }), fc.array(fc.string()))
const fields = fc.dictionary(
  fc.string().map((name) => `shop.${name}`),
  value,
)

test('a record is one line of JSON with its fields, and then those of every record', () => {
  fc.assert(
    fc.property(fields, fc.string(), fc.string(), (given, name, version) => {
      const record = { '@timestamp': '2026-11-29T12:30:00.000Z', ...given }
      const always = [
        ['ecs.version', '8.10.0'],
        ['process.pid', process.pid],
        ['service.name', name],
        ['service.version', version],
        ['event.dataset', name],
      ]
      const line = jsonLine({ name, version })(record)
      expect(line).not.toContain('\n')
      expect(Object.entries(JSON.parse(line))).toEqual([...Object.entries(toJson(record)), ...always])
    }),
  )
})

/** Returns a value as JSON has it: without the sign of -0, for example. */
function toJson(of: object): object {
  return JSON.parse(JSON.stringify(of))
}
