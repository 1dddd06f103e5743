import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isoTime } from '../../telemetry/iso-time.js'

const endOf9999 = Date.UTC(10_000, 0) - 1
const times = fc.integer({ min: 0, max: endOf9999 })
const near = fc.tuple(times, fc.array(fc.integer({ min: -2000, max: 2000 }), { maxLength: 5 }))

test('a time reads as `Date` writes it, whatever time was written before', () => {
  fc.assert(
    fc.property(near, ([time, steps]) => {
      const all = [time, ...steps.map((step) => Math.min(Math.max(time + step, 0), endOf9999))]
      expect(all.map(isoTime)).toEqual(all.map((each) => new Date(each).toISOString()))
    }),
    { examples: [[[2_000, [-500]]]] },
  )
})
