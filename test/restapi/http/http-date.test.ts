import { describe, expect, test } from '@jest/globals'
import { parseHttpDate } from '../../../restapi/src/http/http-date.js'

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

test.each(months.map((month, at) => [month, at] as const))('parseHttpDate reads %s in all three forms', (month, at) => {
  const time = Date.UTC(2024, at, 9, 8, 49, 37)
  expect(parseHttpDate(`Sun, 09 ${month} 2024 08:49:37 GMT`)).toBe(time)
  expect(parseHttpDate(`Sunday, 09-${month}-24 08:49:37 GMT`)).toBe(time)
  expect(parseHttpDate(`Sun ${month}  9 08:49:37 2024`)).toBe(time)
})

describe('parseHttpDate', () => {
  test.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', Date.UTC(1994, 10, 6, 8, 49, 37)],
    ['Tue Nov 16 08:49:37 1994', Date.UTC(1994, 10, 16, 8, 49, 37)],
    ['Thu, 29 Feb 2024 23:59:59 GMT', Date.UTC(2024, 1, 29, 23, 59, 59)],
    ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
    ['Sat, 31 Dec 2016 23:59:60 GMT', Date.UTC(2017, 0, 1)], // a leap second is allowed (RFC 9110 §5.6.7)
    ['Sat, 31 Dec 2016 22:59:60 GMT', Date.UTC(2016, 11, 31, 23)],
  ])('reads %s', (text, time) => {
    expect(parseHttpDate(text)).toBe(time)
  })

  test.each(['Mon', 'Tues', 'Wednes', 'Thurs', 'Fri', 'Satur', 'Sun'])('reads a date on a %sday', (day) => {
    expect(parseHttpDate(`${day}day, 06-Nov-94 08:49:37 GMT`)).toBe(Date.UTC(1994, 10, 6, 8, 49, 37))
  })
})

describe('parseHttpDate for other text', () => {
  test.each([
    '',
    'today',
    '1994-11-06T08:49:37Z',
    'Sun, 31 Feb 2024 00:00:00 GMT',
    'Wed, 00 Nov 1994 00:00:00 GMT',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 25:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 06 Nov 1994 08:49:61 GMT',
    'Sun, 06 Xxx 1994 08:49:37 GMT',
    'Sun, 06 nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37 CET',
    'Sun, 06 Nov 1994 08:49:37 GMT+1',
    ' Sun, 06 Nov 1994 08:49:37 GMT',
    'Sunday, 06-Nov-1994 08:49:37 GMT',
    'xSunday, 06-Nov-94 08:49:37 GMT',
    'Sunday, 06-Nov-94 08:49:37 GMT ',
    'xSun Nov  6 08:49:37 1994',
    'Sun Nov  6 08:49:37 1994 GMT',
    'Sun Nov 6 08:49:37 1994',
  ])('returns undefined for %j', (text) => {
    expect(parseHttpDate(text)).toBeUndefined()
  })
})

test('parseHttpDate reads a year of two digits as at most 50 years ahead (RFC 9110 §5.6.7)', () => {
  const now = new Date().getUTCFullYear()
  for (const year of [now - 49, now, now + 1, now + 50]) {
    const digits = String(year % 100).padStart(2, '0')
    expect(parseHttpDate(`Sunday, 06-Nov-${digits} 00:00:00 GMT`)).toBe(Date.UTC(year, 10, 6))
  }
  const past = String((now + 51) % 100).padStart(2, '0')
  expect(parseHttpDate(`Sunday, 06-Nov-${past} 00:00:00 GMT`)).toBe(Date.UTC(now - 49, 10, 6))
})
