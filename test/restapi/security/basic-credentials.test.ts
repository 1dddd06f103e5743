import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { basicCredentials } from '../../../restapi/src/security/basic-credentials.js'
import { authorized, requestWith } from './requests.js'

const base64 = (text: string | Uint8Array): string => Buffer.from(text as string).toString('base64')

describe('basicCredentials (RFC 7617 §2)', () => {
  const good: readonly (readonly [text: string, username: string, password: string])[] = [
    ['Aladdin:open sesame', 'Aladdin', 'open sesame'],
    ['test:123\u00a3', 'test', '123£'],
    ['a:b:c', 'a', 'b:c'],
    ['a:', 'a', ''],
    [':b', '', 'b'],
    [':', '', ''],
    ['\ufeffa:b', '\ufeffa', 'b'],
    ['用户:密码', '用户', '密码'],
  ]
  test.each(good)('reads %j', (text, username, password) => {
    expect(basicCredentials(authorized(`Basic ${base64(text)}`))).toEqual({
      kind: 'present',
      credentials: { username, password },
    })
  })

  const bad: readonly (readonly [what: string, field: string])[] = [
    ['no credentials', 'Basic'],
    ['no colon', `Basic ${base64('ada')}`],
    ['a control character in the user name', `Basic ${base64('a\nb:c')}`],
    ['a control character in the password', `Basic ${base64('a:\x7f')}`],
    ['a null character', `Basic ${base64('a:\0')}`],
    ['Latin-1 in the place of UTF-8', `Basic ${base64(Buffer.from('a:\xe9', 'latin1'))}`],
    ['an overlong encoding of UTF-8', `Basic ${base64(Uint8Array.of(0xc0, 0x80, 0x3a))}`],
    ['base64 without its padding', `Basic ${base64('a:bcd').replace(/=/g, '')}`],
    ['base64 of another alphabet', 'Basic Pz8_Ojov'],
    ['base64 that is not canonical', 'Basic YTp='],
    ['text around base64', `Basic ${base64('a:b')} x`],
    ['parameters', 'Basic realm="x"'],
  ]
  test.each(bad)('finds %s malformed', (_what, field) => {
    expect(basicCredentials(authorized(field))).toEqual({
      kind: 'malformed',
      why: 'expected Basic, a space and the base64 of `user:password` in UTF-8 (RFC 7617 §2)',
    })
  })

  test('the alphabet alone makes the difference', () => {
    expect(basicCredentials(authorized('Basic Pz8/Ojov'))).toMatchObject({ kind: 'present' })
  })

  test('finds none in other schemes and without the field', () => {
    expect(basicCredentials(authorized('Bearer YTpi'))).toEqual({ kind: 'absent' })
    expect(basicCredentials(requestWith([]))).toEqual({ kind: 'absent' })
  })

  test('finds two Authorization fields malformed', () => {
    const field = ['Authorization', `Basic ${base64('a:b')}`] as const
    expect(basicCredentials(requestWith([field, field]))).toEqual({
      kind: 'malformed',
      why: 'expected one Authorization field, got several',
    })
  })

  test('reads every user name without a colon and every password back', () => {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what RFC 7617 §2 forbids
    const text = fc.string({ unit: 'grapheme' }).filter((each) => each.isWellFormed() && !/[\x00-\x1f\x7f]/.test(each))
    fc.assert(
      fc.property(
        text.filter((each) => !each.includes(':')),
        text,
        (username, password) => {
          expect(basicCredentials(authorized(`basic ${base64(`${username}:${password}`)}`))).toEqual({
            kind: 'present',
            credentials: { username, password },
          })
        },
      ),
    )
  })

  test('never repeats malformed credentials in its explanation', () => {
    const secret = base64('canary-5c1')
    expect(JSON.stringify(basicCredentials(authorized(`Basic ${secret}`)))).not.toMatch(new RegExp(`canary|${secret}`))
  })
})
