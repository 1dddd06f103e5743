import { negotiate } from '@endware/restapi'
import { expect, test } from '@jest/globals'

const json = 'application/json'
const xml = 'application/xml'
const xhtml = 'application/xhtml+xml'
const addressBar = `${xhtml},${xml};q=0.9,*/*;q=0.8`

/** Fields that are easily misread, with the offer that each must get (RFC 9110 §12.5.1). */
const rows: readonly (readonly [
  rule: string,
  accept: string,
  offers: readonly string[],
  expected: string | undefined,
])[] = [
  ['a star before a name is no range', '*/json', [json, xml], undefined],
  ['a star before a name does not outweigh a range', `*/json, ${xml};q=0.1`, [json, xml], xml],
  ['a weight may have four digits', `${json};q=0.1233, ${xml};q=0.1234`, [json, xml], xml],
  ['a weight may have four digits, alone', `${xml};q=0.1234`, [json, xml], xml],
  ['a weight may end in its point', `${json};q=0., ${xml};q=1.`, [json, xml], xml],
  ['a weight with two points is malformed', `${json};q=0.5.5, ${xml};q=0.1`, [json, xml], xml],
  ['a weight of 1.001 is malformed', `${json};q=1.001, ${xml};q=0.1`, [json, xml], xml],
  ['an address bar may name XHTML alone', addressBar, [json, xml], json],
  ['an address bar gets XHTML where it is offered', addressBar, [json, xhtml], xhtml],
  [
    'an address bar gets XHTML where it is offered, whatever its case',
    addressBar,
    [json, 'Application/XHTML+XML'],
    'Application/XHTML+XML',
  ],
  ['an address bar gets HTML where XHTML is not offered', `text/html,${addressBar}`, [json, 'text/html'], 'text/html'],
  ['HTML without a wildcard is no address bar', `text/html, ${xml}, ${json};q=0.9`, [json, xml], xml],
]

test.each(rows)('parseAccept reads the field: %s: %s', (_rule, accept, offers, expected) => {
  expect(negotiate(accept, offers)).toBe(expected)
})
