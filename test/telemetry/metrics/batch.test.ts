import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { Batch } from '../../../telemetry/metrics/batch.js'

test('each value is counted once and in order, by the time that 500 wait', () => {
  fc.assert(
    fc.property(fc.array(fc.nat({ max: 1200 }), { maxLength: 4 }), (groups) => {
      const counted: number[] = []
      const batch = new Batch((value) => counted.push(value))
      let added = 0
      for (const size of groups) {
        for (let waiting = 1; waiting <= size; waiting += 1) {
          batch.add(added++)
          expect(added - counted.length).toBe(waiting % 500)
        }
        batch.count()
        expect(counted.length).toBe(added)
      }
      expect(counted).toEqual(Array.from({ length: added }, (_, n) => n))
    }),
    { numRuns: 10 },
  )
})
