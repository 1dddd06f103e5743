import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Underway, UnderwayRequests } from '../../telemetry/underway-requests.js'

test('a failure belongs to a request under way with its id, however many have the same', () => {
  const code = fc.constantFrom('broken', 'last-resort')
  const step = fc.record({ id: fc.constantFrom('a', 'b'), ends: fc.nat(3), code, fails: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const requests = new UnderwayRequests()
      const underway: Underway[] = []
      for (const { id, ends, code, fails } of steps) {
        const begun: Underway = { id, method: 'GET', target: '/?a', failure: undefined }
        requests.add(begun)
        underway.push(begun)
        for (const ended of underway.splice(0, ends)) requests.delete(ended)
        const hasFailed = code === 'last-resort' // a second failure
        const fitting = underway.filter(({ id: own, failure }) => own === id && (failure !== undefined) === hasFailed)
        const failure = { requestId: id, method: 'GET', path: '/', code, cause: undefined }
        const found = requests.failedBy(failure)
        expect(fitting.length > 0 ? fitting : [undefined]).toContain(found)
        if (found && fails) found.failure = failure
      }
    }),
  )
})
