import { expect, test } from '@jest/globals'
import fc from 'fast-check'
import { type Underway, UnderwayRequests } from '../../telemetry/underway-requests.js'

const failed = { method: 'GET', path: '/', code: 'broken', cause: undefined }

test('a failure belongs to a request under way with its id, however many have the same', () => {
  const step = fc.record({ id: fc.constantFrom('a', 'b'), ends: fc.nat(3), fails: fc.boolean() })
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const requests = new UnderwayRequests()
      const underway: Underway[] = []
      for (const { id, ends, fails } of steps) {
        const begun: Underway = { id, method: 'GET', path: '/', since: 0 }
        requests.add(begun)
        underway.push(begun)
        for (const ended of underway.splice(0, ends)) requests.delete(ended)
        const without = underway.filter((request) => request.id === id && request.failure === undefined)
        const found = requests.failedBy({ requestId: id, ...failed })
        expect(without.length > 0 ? without : [undefined]).toContain(found)
        if (found && fails) found.failure = { requestId: id, ...failed }
      }
    }),
  )
})
