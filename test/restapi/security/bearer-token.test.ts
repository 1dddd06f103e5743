import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { bearerToken } from '../../../restapi/src/security/bearer-token.js'
import { authorized, requestWith } from './requests.js'

describe('bearerToken (RFC 6750 §2.1)', () => {
  const good: readonly (readonly [field: string, token: string])[] = [
    ['Bearer abc', 'abc'],
    ['bearer abc', 'abc'],
    ['BEARER abc', 'abc'],
    ['Bearer   abc', 'abc'],
    ['Bearer eyJ.eyJ.c2ln', 'eyJ.eyJ.c2ln'],
    ['Bearer AZaz09-._~+/', 'AZaz09-._~+/'],
    ['Bearer abc==', 'abc=='],
    ['Bearer abc======', 'abc======'],
  ]
  test.each(good)('reads %s', (field, token) => {
    expect(bearerToken(authorized(field))).toEqual({ kind: 'present', credentials: token })
  })

  const bad = [
    'Bearer',
    'Bearer a b',
    'Bearer a,b',
    'Bearer a=b',
    'Bearer ==',
    'Bearer "abc"',
    'Bearer token="abc"',
    'Bearer abc\t',
    'Bearer ab\u00e9',
    'Bearer abc, Basic YTpi',
  ]
  test.each(bad)('finds %j malformed', (field) => {
    expect(bearerToken(authorized(field))).toEqual({
      kind: 'malformed',
      why: 'expected Bearer, a space and one token in Authorization (RFC 6750 §2.1)',
    })
  })

  const other = ['Basic YTpi', 'Bear er', 'Bearerabc', 'Bearer:abc', 'Bearer\tabc', '', ', Bearer abc', '"Bearer" abc']
  test.each(other)('finds no bearer token in %j', (field) => {
    expect(bearerToken(authorized(field))).toEqual({ kind: 'absent' })
  })

  test('finds no bearer token without the field', () => {
    expect(bearerToken(requestWith([['X-Authorization', 'Bearer abc']]))).toEqual({ kind: 'absent' })
  })

  test('finds two Authorization fields malformed, whatever their schemes', () => {
    for (const second of ['Bearer other', 'Basic YTpi']) {
      const request = requestWith([
        ['authorization', 'Bearer abc'],
        ['AUTHORIZATION', second],
      ])
      expect(bearerToken(request)).toEqual({
        kind: 'malformed',
        why: 'expected one Authorization field, got several',
      })
    }
  })

  test('fields of the same length are no second Authorization', () => {
    const request = requestWith([
      ['Host', 'x'],
      ['Authorization', 'Bearer abc'],
      ['Last-Event-ID', 'authorization'],
      ['X-Authorization', 'Bearer other'],
    ])
    expect(bearerToken(request)).toEqual({ kind: 'present', credentials: 'abc' })
  })

  test('reads the token of a test double without raw header fields', () => {
    const { rawHeaders: _, ...request } = authorized('Bearer abc')
    expect(bearerToken(request as never)).toEqual({ kind: 'present', credentials: 'abc' })
  })

  test('reads every token of the grammar back', () => {
    const token = fc.stringMatching(/^[A-Za-z0-9._~+/-]{1,40}={0,4}$/)
    fc.assert(
      fc.property(token, fc.integer({ min: 1, max: 3 }), (text, spaces) => {
        expect(bearerToken(authorized(`bEaReR${' '.repeat(spaces)}${text}`))).toEqual({
          kind: 'present',
          credentials: text,
        })
      }),
    )
  })

  test('never repeats a malformed token in its explanation', () => {
    const found = bearerToken(authorized('Bearer canary-5c1 x'))
    expect(JSON.stringify(found)).not.toContain('canary')
  })
})
