import { expect, test } from '@jest/globals'
import { acceptQuery } from '../../../restapi/src/http/accept-query.js'

test.each([
  [['application/json'], 'application/json'],
  [['application/problem+json', 'text/x-a.b'], 'application/problem+json, text/x-a.b'],
  [['*/*'], '*/*'],
  [['3gpp/x'], '"3gpp/x"'],
  [['text/a', '3gpp/x'], 'text/a, "3gpp/x"'],
])('Accept-Query of %j is a structured list of tokens and strings: %s (RFC 10008 §3)', (mediaTypes, value) => {
  expect(acceptQuery(mediaTypes)).toEqual([{ name: 'Accept-Query', value }])
})
