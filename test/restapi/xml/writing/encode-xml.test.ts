import { describe, expect, test } from '@jest/globals'
import { encodeXml } from '../../../../restapi/src/xml/writing/encode-xml.js'
import { DECLARATION, objectOf, written } from '../written.js'

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const JSON_NS = 'xmlns:json="urn:endware:json"'
const string = { type: 'string' }

describe('encodeXml() without a schema', () => {
  test.each<[value: unknown, document: string]>([
    ['a', '<response>a</response>'],
    ['', '<response/>'],
    [0, '<response>0</response>'],
    [false, '<response>false</response>'],
    [null, `<response ${XSI} xsi:nil="true"/>`],
    [{}, '<response/>'],
    [[], '<items/>'],
    [[1, 'a', null], `<items ${XSI}><item>1</item><item>a</item><item xsi:nil="true"/></items>`],
    [new Set([1]), '<items><item>1</item></items>'],
    [
      [[1, 2], [], [[3]]],
      '<items><item><item>1</item><item>2</item></item><item/><item><item><item>3</item></item></item></items>',
    ],
    [{ id: 1, name: 'a' }, '<response><id>1</id><name>a</name></response>'],
    [{ b: 1, a: { c: [1, 2] } }, '<response><b>1</b><a><c>1</c><c>2</c></a></response>'],
    [{ tags: ['a'] }, '<response><tags>a</tags></response>'],
    [{ tags: [], more: {} }, `<response ${JSON_NS} json:arrays="tags"><more/></response>`],
    [{ 'my tags': [], x: [] }, `<response ${JSON_NS} json:arrays="my_x0020_tags x"/>`],
    [
      { rows: [[1, 2], [3]] },
      '<response><rows><item>1</item><item>2</item></rows><rows><item>3</item></rows></response>',
    ],
    [{ a: undefined, b: () => 1, c: [undefined] }, `<response ${XSI}><c xsi:nil="true"/></response>`],
    [new Map([['a b', 1n]]), '<response><a_x0020_b>1</a_x0020_b></response>'],
    [
      { when: new Date(0), octets: Uint8Array.of(1, 2) },
      '<response><when>1970-01-01T00:00:00.000Z</when><octets>AQI=</octets></response>',
    ],
    [{ toJSON: () => ({ shown: 1 }), hidden: 2 }, '<response><shown>1</shown></response>'],
    [
      { $: { a: 1 }, '#text': 'x', _: 'y' },
      '<response><_x0024_><a>1</a></_x0024_><_x0023_text>x</_x0023_text><_x005F_>y</_x005F_></response>',
    ],
    [1e21, '<response>1e+21</response>'],
    [-0, '<response>0</response>'],
    [[Number.NaN], `<items ${XSI}><item xsi:nil="true"/></items>`],
  ])('writes %j as %s', (value, document) => {
    expect(written(value)).toBe(document)
  })

  test.each<[text: string, element: string, attribute: string]>([
    ['a & b', 'a &amp; b', 'a &amp; b'],
    ['<a href="x">', '&lt;a href="x"&gt;', '&lt;a href=&quot;x&quot;&gt;'],
    [']]>', ']]&gt;', ']]&gt;'],
    ["it's", "it's", "it's"],
    [' a\tb\n', ' a\tb\n', ' a&#9;b&#10;'],
    ['a\r\nb', 'a&#13;\nb', 'a&#13;&#10;b'],
    ['\u0000\u0008\u000B\u001F', '\uFFFD\uFFFD\uFFFD\uFFFD', '\uFFFD\uFFFD\uFFFD\uFFFD'],
    ['\uD800a\uDC00', '\uFFFDa\uFFFD', '\uFFFDa\uFFFD'],
    ['\uFFFE\uFFFF', '\uFFFD\uFFFD', '\uFFFD\uFFFD'],
    ['\u{1F600}\u0085\u2028', '\u{1F600}\u0085\u2028', '\u{1F600}\u0085\u2028'],
  ])('escapes %j as text and as an attribute', (text, element, attribute) => {
    expect(written(text)).toBe(`<response>${element}</response>`)
    const schema = objectOf({ a: { ...string, xml: { attribute: true } } })
    expect(written({ a: text }, schema)).toBe(`<response a="${attribute}"/>`)
  })
})

describe('encodeXml() of a failure', () => {
  test('writes the root error for any value', () => {
    expect(written({ status: 404 }, undefined, 'error')).toBe('<error><status>404</status></error>')
    expect(written([1], undefined, 'error')).toBe('<error><item>1</item></error>')
  })

  test('writes a problem by RFC 9457 appendix B, whatever the schema is', () => {
    const problem = { type: 'about:blank', errors: [{ at: 'a' }, [1]], none: [], nothing: null }
    const document =
      '<type>about:blank</type><errors><i><at>a</at></i><i><i>1</i></i></errors><none/><nothing xsi:nil="true"/></problem>'
    expect(written(problem, undefined, 'problem')).toBe(`<problem ${XSI} xmlns="urn:ietf:rfc:7807">${document}`)
    expect(written(problem, { xml: { name: 'other' } }, 'problem')).toBe(
      `<problem ${XSI} xmlns="urn:ietf:rfc:7807">${document}`,
    )
  })
})

describe('encodeXml() throws', () => {
  test.each<[what: string, value: unknown]>([
    ['undefined', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('s')],
    ['toJSON that gives undefined', { toJSON: () => undefined }],
  ])('a TypeError for %s', (_what, value) => {
    expect(() => written(value)).toThrow(TypeError)
    expect(() => written(value)).toThrow(/has no representation/)
  })

  test('for a value that contains itself', () => {
    const object: Record<string, unknown> = {}
    object.list = [{ object }]
    const array: unknown[] = []
    array.push(array)
    const union = {
      anyOf: [objectOf({ object: { $ref: '#' } }, []), objectOf({ list: { type: 'array', items: { $ref: '#' } } }, [])],
    }
    expect(() => written(object)).toThrow(/contains itself/)
    expect(() => written(array)).toThrow(/contains itself/)
    expect(() => written(object, union)).toThrow(/contains itself/)
  })

  test('for a Map that contains itself, and for values nested beyond the stack', () => {
    const map = new Map<string, unknown>()
    map.set('map', map)
    expect(() => written(map)).toThrow()
    let deep: unknown = 1
    for (let level = 0; level < 200_000; level++) deep = [deep]
    expect(() => written(deep)).toThrow(RangeError)
  })

  test('the errors of getters and toJSON', () => {
    const failure = new Error('as thrown')
    const fail = (): never => {
      throw failure
    }
    expect(() => written({ a: { toJSON: fail } })).toThrow(failure)
    expect(() => written(Object.defineProperty({}, 'a', { enumerable: true, get: fail }))).toThrow(failure)
  })
})

describe('encodeXml() with indentation', () => {
  test('indents elements and leaves text unchanged', () => {
    const document = encodeXml({ a: ' x\n', list: [1, { b: [] }], c: {} }, { kind: 'value', indent: 2 })
    expect(document).toBe(
      `${DECLARATION}\n<response>\n  <a> x\n</a>\n  <list>1</list>\n  <list ${JSON_NS} json:arrays="b"/>\n  <c/>\n</response>`
        .replace(` ${JSON_NS}`, '')
        .replace('<response>', `<response ${JSON_NS}>`),
    )
  })
})
