import { expect, test } from '@jest/globals'
import { mergeVary } from '../../../restapi/src/http/vary.js'

test.each([
  ['Accept', 'Cookie', 'Accept, Cookie'],
  ['Accept', 'Accept', 'Accept'],
  ['accept', 'Accept', 'Accept'],
  ['Origin,Accept', 'Accept-Encoding , Cookie', 'Origin, Accept, Accept-Encoding, Cookie'],
  ['', 'Accept', 'Accept'],
  ['Accept', '', 'Accept'],
  ['Accept, ,', ',', 'Accept'],
  ['', '', ''],
  ['*', 'Accept', '*'],
  ['Accept', 'Cookie, *', '*'],
  ['Accept', ' * ', '*'],
])('the members of %j and %j are %j (RFC 9110 §12.5.5)', (first, second, merged) => {
  expect(mergeVary(first, second)).toBe(merged)
})
