import { afterEach, expect, jest, test } from '@jest/globals'
import { holdsIfRange } from '../../../restapi/src/http/conditions.js'

afterEach(() => {
  jest.restoreAllMocks()
})

test.each([
  [0, false],
  [1_000, false],
  [1_001, true],
  [86_400_000, true],
])('a date in If-Range that is %i ms old is a strong validator: %s (RFC 9110 §8.8.2.2)', (age, due) => {
  const second = Date.UTC(2026, 0, 31, 12)
  const date = new Date(second).toUTCString()
  jest.spyOn(Date, 'now').mockReturnValue(second + age)
  expect(holdsIfRange(date, { tag: undefined, lastModified: date })).toBe(due)
  expect(holdsIfRange(date, { tag: undefined, lastModified: undefined })).toBe(false)
})
