import { csv, endware, json as jsonCodec, negotiate, notFound, html as pages, xml as xmlCodec } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

const json = 'application/json'
const xml = 'application/xml'
const none = undefined
const offers = [json, xml, 'text/json', 'text/xml']
const many = Array.from({ length: 600 }, (_, at) => `a/b${at}`).join(',')

/** The field, the rule of RFC 9110 §12.5.1 that decides, and the chosen one of JSON and XML, JSON first. */
const table: readonly (readonly [accept: string | undefined, rule: string, expected: string | undefined])[] = [
  // no preference
  [undefined, 'no field: anything is acceptable', json],
  ['', 'a blank field is no field', json],
  ['  ', 'a blank field is no field', json],
  ['*/*', 'anything: the first offer', json],
  ['*', 'a bare star means */*', json],
  ['application/*', 'a partial range: the first offer in it', json],
  ['text/*', 'a partial range can reach an alias', 'text/json'],
  // names
  [json, 'an exact range', json],
  [xml, 'an exact range', xml],
  ['APPLICATION/Xml', 'names are compared without case (§8.3.1)', xml],
  ['text/xml', 'an alias is an offer of its own', 'text/xml'],
  ['text/csv', 'nothing on offer', none],
  ['application/xhtml+xml', 'a suffix is not the type', none],
  // weights
  [`${json};q=0.5, ${xml}`, 'the heavier one', xml],
  [`${json};q=0.5, ${xml};q=0.4`, 'the heavier one', json],
  [`${xml};q=0.9, ${json};q=0.91`, 'weights have three digits', json],
  [`${json};q=0, */*`, 'weight 0 excludes, whatever else would allow it', xml],
  [`*/*;q=0`, 'weight 0 excludes everything', none],
  [`${json};q=0, ${xml};q=0, */*;q=0.1`, 'what is left after exclusions', 'text/json'],
  // specificity
  [`application/*;q=0.5, ${json};q=0.4`, 'the most specific range gives the weight', xml],
  [`${xml};q=0.2, */*;q=0.8`, 'the most specific range gives the weight', json],
  [`*/*, ${xml}`, 'equal weights: the more specific range', xml],
  [`*/*;q=1, ${xml};q=1`, 'equal weights: the more specific range', xml],
  // order
  [`${xml}, ${json}`, 'equal in all else: the order of the field', xml],
  [`${json}, ${xml}`, 'equal in all else: the order of the field', json],
  // parameters
  [`${json};charset=utf-8`, 'we write UTF-8, so asking for it disqualifies nothing', json],
  [`${json}; charset="UTF-8"; q=0.3, ${xml};q=0.2`, 'and its weight still counts', json],
  [`${xml};charset=utf8;q=0.9, ${json};q=0.1`, 'in either spelling', xml],
  [`${json};charset=latin1`, 'another charset is a parameter that nothing here has', none],
  [`${json};version=2`, 'a parameter that the offer does not have', none],
  [`${json};version=2, ${xml};q=0.1`, 'a parameter that the offer does not have', xml],
  [`${json};q=0.5;ext=1, ${xml};q=0.4`, 'what follows the weight is ignored', json],
  // malformed members are skipped
  [`garbage, ${xml}`, 'no slash', xml],
  [`application/, ${xml}`, 'no subtype', xml],
  [`*/json, ${xml}`, 'a star before a name is no range', xml],
  [`${json};q=nonsense, ${xml}`, 'a weight that is no number', xml],
  [`${json};q=2, ${xml};q=0.1`, 'a weight above 1', xml],
  [`${json};q=-1, ${xml};q=0.1`, 'a weight below 0', xml],
  [`${json} q=1, ${xml};q=0.1`, 'no semicolon', xml],
  [`,, ,${xml},`, 'empty members (§5.6.1.2)', xml],
  ['garbage', 'nothing is left', none],
  ['json', 'a short name is no media type', none],
  [`a/b;c="x, ${json}", ${xml}`, 'a comma in quotes parts nothing', xml],
  [`a/b;c="x\\", ${json}", ${xml}`, 'nor does an escaped quote', xml],
  [`a/b;__proto__=1, ${xml};constructor=x, ${json}`, 'names of Object.prototype have no meaning', json],
  // length
  [`${many},${json}`, 'every member counts, however many there are', json],
  [`${many},${json};q=0,*/*;q=0.1`, 'exclusions at the end count', xml],
]

describe('negotiate', () => {
  const named = table.map(([accept, rule, expected]) => ({ rule, accept, start: accept?.slice(0, 60), expected }))
  test.each(named)('$rule: Accept: $start -> $expected', ({ accept, expected }) => {
    expect(negotiate(accept, offers)).toBe(expected)
  })
})

const chrome =
  'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8,application/signed-exchange;v=b3;q=0.7'
const html = 'text/html'

/** The fields of real clients, with the choice without and with an HTML offer. */
const clients: readonly (readonly [client: string, accept: string, expected: string, withHtml: string])[] = [
  ['Chrome, a navigation', chrome, json, html],
  ['Firefox, a navigation', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', json, html],
  ['Safari, a navigation', 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', json, html],
  ['Internet Explorer', 'text/html, application/xhtml+xml, image/jxr, */*', json, html],
  ['fetch, curl, Postman', '*/*', json, json],
  ['axios', 'application/json, text/plain, */*', json, json],
  ['jQuery, dataType xml', 'application/xml, text/xml, */*; q=0.01', xml, xml],
  ['java.net.HttpURLConnection', 'text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2', json, html],
  ['an XML client that takes anything', 'application/xml, */*;q=0.8', xml, xml],
  ['.NET with XML formatters', 'application/xml, text/xml', xml, xml],
  ['an HTML client that refuses JSON', `text/html, */*, ${json};q=0`, xml, html],
]

describe('negotiate for real clients', () => {
  test.each(clients)('chooses for %s: %s -> %s; with HTML on offer %s', (_client, accept, expected, withHtml) => {
    expect(negotiate(accept, offers)).toBe(expected)
    expect(negotiate(accept, [...offers, html])).toBe(withHtml)
  })
})

/** Fields that allow HTML by a wildcard, exclude it, or prefer another media type. */
const noHtml: readonly (readonly [client: string, accept: string | undefined, expected: string])[] = [
  ['no field at all', undefined, json],
  ['a blank field', ' ', json],
  ['any text', 'text/*', 'text/json'],
  ['anything, by a bare star', '*', json],
  ['XHTML alone by its name', 'application/xhtml+xml, */*;q=0.1', json],
  ['HTML excluded', 'text/html;q=0, */*', json],
  ['HTML as a last resort', 'application/json, text/html;q=0.5', json],
  ['HTML less than anything else', 'text/html;q=0.1, */*;q=0.2', json],
  ['a name like it', 'text/html5, */*', json],
]

describe('HTML pages', () => {
  const asked = clients.map(([client, accept, , withHtml]) => [client, accept, withHtml] as const)
  test.each([...asked, ...noHtml])(
    'are chosen only by name: %s: %s -> %s, at every place of html() in the list',
    async (_client, accept, expected) => {
      for (const codecs of [
        [pages(), jsonCodec(), xmlCodec()],
        [jsonCodec(), xmlCodec(), pages()],
      ]) {
        for (const outcome of [[1], notFound()]) {
          const { headers } = await endware({ codecs }).render(outcome, accept === undefined ? {} : { accept })
          expect(headers['content-type']).toBe(`${expected}; charset=utf-8`)
        }
      }
    },
  )

  test('are not chosen for a failure when Accept does not name HTML', async () => {
    const answers = endware({ codecs: [csv(), pages(), jsonCodec()] })
    const types = ['text/csv', 'text/csv, */*;q=0.1', 'image/png', 'text/csv, text/html;q=0.1'].map(async (accept) => {
      const { headers } = await answers.render(notFound(), { accept })
      return headers['content-type']?.toString().split(';')[0]
    })
    expect(await Promise.all(types)).toEqual([json, json, json, html])
  })
})
