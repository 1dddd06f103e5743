import { describe, expect, test } from '@jest/globals'
import { type ApiKeyPlace, apiKeyReader } from '../../../restapi/src/security/api-key.js'
import { requestWith } from './requests.js'

type Found = { readonly kind: string; readonly credentials?: string; readonly why?: string }
const key = (credentials: string): Found => ({ kind: 'present', credentials })
const absent: Found = { kind: 'absent' }

describe('apiKeyReader', () => {
  const rows: readonly (readonly [place: ApiKeyPlace, fields: [string, string][], url: string, found: Found])[] = [
    ['header', [['Key', 'abc']], '/', key('abc')],
    ['header', [['KEY', 'a b, c']], '/', key('a b, c')],
    ['header', [['Key', '']], '/', absent],
    ['header', [], '/?Key=abc', absent],
    ['query', [], '/?Key=abc', key('abc')],
    ['query', [], '/a?b=c&Key=a%2Bb+c&d', key('a+b c')],
    ['query', [], '/?key=abc', absent],
    ['query', [], '/?Key=', absent],
    ['query', [], '/', absent],
    [
      'query',
      [],
      '/?Key=a&Key=a',
      { kind: 'malformed', why: 'expected the query parameter Key once, got it several times' },
    ],
    ['query', [], '/?Key=a&%4Bey=b', { kind: 'malformed' }],
    ['cookie', [['Cookie', 'Key=abc']], '/', key('abc')],
    ['cookie', [['Cookie', 'a=b; Key=a%20b; c=d']], '/', key('a b')],
    ['cookie', [['Cookie', 'Key="abc"']], '/', key('abc')],
    ['cookie', [['Cookie', 'Key=first; Key=second']], '/', key('first')],
    ['cookie', [['Cookie', 'XKey=abc; Key2=abc']], '/', absent],
    ['cookie', [['Key', 'abc']], '/', absent],
  ]
  test.each(rows)('in the %s: %j %s', (place, fields, url, found) => {
    expect(apiKeyReader(place, 'Key')(requestWith(fields, url))).toMatchObject(found)
  })

  test('reads the query that the client sent, also where a router has cut the URL', () => {
    const request = { ...requestWith([], '/'), originalUrl: '/v1?Key=abc' }
    expect(apiKeyReader('query', 'Key')(request as never)).toEqual(key('abc'))
  })
})
