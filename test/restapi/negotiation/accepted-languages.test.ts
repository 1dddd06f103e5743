import { describe, expect, test } from '@jest/globals'
import { acceptedLanguages, lookupLanguage } from '../../../restapi/src/negotiation/accepted-languages.js'

describe('the languages of Accept-Language', () => {
  test.each<[field: string | undefined, languages: readonly string[]]>([
    [undefined, []],
    ['', []],
    ['de', ['de']],
    ['da, en-GB;q=0.8, en;q=0.7', ['da', 'en-GB', 'en']],
    ['en;q=0.7, en-GB ; q=0.8, da', ['da', 'en-GB', 'en']],
    ['a, b, c;q=1', ['a', 'b', 'c']],
    ['de, *;q=0.5', ['de']],
    ['de;q=0, en', ['en']],
    ['de;q=2, en;q=x, _, toolongtag, fr;q=0.1234, it', ['it']],
    ['de;q=0.1, de;q=0.9, it;q=0.5', ['it', 'de']],
    [`sl-rozaj-biske-1994${'-x'.repeat(30)}, sl-rozaj-biske-1994-x-12345678`, ['sl-rozaj-biske-1994-x-12345678']],
  ])('%j are %j', (field, languages) => {
    expect(acceptedLanguages(field)).toEqual(languages)
  })

  test.each<[languages: readonly string[], offered: readonly string[], found: string | undefined]>([
    [['de-AT', 'en'], ['en', 'de'], 'de'],
    [['zh-Hant-CN-x-private1-private2'], ['zh', 'zh-Hant'], 'zh-Hant'],
    [['DE-at'], ['de-AT', 'de'], 'de-AT'],
    [['de'], ['de-AT'], undefined],
    [['fr', 'en-US'], ['en', 'de'], 'en'],
    [['zh-a-bb'], ['zh-a', 'zh'], 'zh'],
    [[], ['en'], undefined],
  ])('%j find, among %j, %j', (languages, offered, found) => {
    expect(lookupLanguage(languages, offered)).toBe(found)
  })
})
