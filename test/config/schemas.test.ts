import { describe, expect, test } from '@jest/globals'
import { httpUrl } from '../../config/schemas.js'

describe('a URL of HTTP', () => {
  test.each(['http://id.example', 'https://id.example:8443/keys?of=shop'])('is accepted: %s', (text) => {
    expect(httpUrl.parse(text)).toBe(text)
  })

  test.each([
    ['ftp://id.example', 'be a URL that begins with https:// or http://'],
    ['xhttps://id.example', 'be a URL that begins with https:// or http://'],
    ['//id.example', 'be a URL that begins with https:// or http://'],
    ['https://[', 'be a URL that begins with https:// or http://'],
    ['https://ann@id.example', 'be a URL without user and password'],
    ['https://:secret@id.example', 'be a URL without user and password'],
  ])('is refused with the reason: %s', (text, message) => {
    expect(httpUrl.safeParse(text).error?.issues).toMatchObject([{ message }])
  })
})
