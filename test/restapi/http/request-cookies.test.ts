import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { cookieValue } from '../../../restapi/src/http/cookie.js'
import { requestCookies } from '../../../restapi/src/http/request-cookies.js'

/** `Cookie` fields, and the cookies in them. */
const fields: readonly (readonly [name: string, field: string | undefined, cookies: object])[] = [
  ['no field', undefined, {}],
  ['an empty field', '', {}],
  ['one cookie', 'a=1', { a: '1' }],
  ['several cookies, with and without white space', 'a=1; b=2;c=3 ;\td=4', { a: '1', b: '2', c: '3', d: '4' }],
  ['a repeated name, whose first value counts', 'a=1; a=2', { a: '1' }],
  ['a value in quotes', 'a="1 2"; b="', { a: '1 2', b: '"' }],
  ['an equals sign in a value', 'a=b=c==', { a: 'b=c==' }],
  ['percent-encoded UTF-8', 'a=%C3%A4%20', { a: 'ä ' }],
  ['a value that is not percent-encoded properly', 'a=50%; b=%ff', { a: '50%', b: '%ff' }],
  ['an empty value', 'a=; b=""', { a: '', b: '' }],
  ['pairs without a name', 'a; =b; ;c=1', { c: '1' }],
  ['names of members of objects', 'constructor=1; toString=2', { constructor: '1', toString: '2' }],
  ['the name __proto__, which is left out', '__proto__=1; a=2', { a: '2' }],
  ['names that differ in case', 'a=1; A=2', { a: '1', A: '2' }],
]

describe('requestCookies', () => {
  test.each(fields)('reads %s', (_name, field, cookies) => {
    const read = requestCookies(field)
    expect(Object.getPrototypeOf(read)).toBeNull()
    expect({ ...read }).toEqual(cookies)
  })

  test('reads back each value that withCookie sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        const [pair] = cookieValue('a', value, {}).split(';')
        expect(requestCookies(`x=1; ${pair}`).a).toBe(value)
      }),
    )
  })
})
