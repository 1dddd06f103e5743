import { describe, expect, test } from '@jest/globals'
import { ANY } from '../../../../restapi/src/schema/shape-combination.js'
import { shapeOf } from '../../../../restapi/src/schema/shape-compiler.js'
import { decodeXml } from '../../../../restapi/src/xml/reading/decode-xml.js'
import { objectOf } from '../written.js'

function read(content: string | Uint8Array, maxDepth = 64): unknown {
  return decodeXml(typeof content === 'string' ? Buffer.from(content) : content, { shape: ANY, maxDepth })
}

/** Returns the error that reading throws; fails if none is thrown. */
function failure(content: string | Uint8Array, maxDepth?: number): unknown {
  try {
    read(content, maxDepth)
  } catch (error) {
    return error
  }
  throw new Error('it was read')
}

const BOMB = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><a>&c;&c;</a>'

describe('malformed or hostile document', () => {
  test.each<[what: string, document: string]>([
    ['nothing', ''],
    ['white space', ' \n'],
    ['text', 'hello'],
    ['JSON', '{"a":1}'],
    ['two roots', '<a/><b/>'],
    ['text after the root', '<a/>x'],
    ['text before the root', 'x<a/>'],
    ['a truncated document', '<a><b>1</b>'],
    ['a truncated tag', '<a><b'],
    ['a truncated attribute', '<a b="1'],
    ['a truncated CDATA section', '<a><![CDATA[x</a>'],
    ['mis-nesting', '<a><b></a></b>'],
    ['an end without a start', '</a>'],
    ['names that differ in case', '<a></A>'],
    ['a duplicate attribute', '<a b="1" b="2"/>'],
    ['a duplicate attribute by namespace', '<a xmlns:p="urn:a" xmlns:q="urn:a" p:b="1" q:b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an attribute without a value', '<a b/>'],
    ['< in an attribute', '<a b="<"/>'],
    [']]> in text', '<a>]]></a>'],
    ['a control character', '<a>\u0001</a>'],
    ['a control character by reference', '<a>&#1;</a>'],
    ['a character beyond Unicode', '<a>&#x110000;</a>'],
    ['half a pair by reference', '<a>&#xD800;</a>'],
    ['U+FFFE', '<a>\uFFFE</a>'],
    ['an ampersand', '<a>b & c</a>'],
    ['an unknown entity', '<a>&nbsp;</a>'],
    ['a reference without end', '<a>&#65</a>'],
    ['a name with a digit first', '<1a/>'],
    ['two colons in a name', '<a:b:c xmlns:a="urn:a"/>'],
    ['a prefix without declaration', '<p:a/>'],
    ['a prefix taken back', '<a xmlns:p=""/>'],
    ['the prefix xmlns', '<xmlns:a/>'],
    ['-- in a comment', '<a><!-- -- --></a>'],
    ['a declaration that is not first', ' <?xml version="1.0"?><a/>'],
    ['a declaration within', '<a><?xml version="1.0"?></a>'],
    ['a declaration without version', '<?xml encoding="UTF-8"?><a/>'],
    ['a document type', '<!DOCTYPE a><a/>'],
    ['a document type in lower case', '<!doctype a><a/>'],
    ['a document type after a comment', '<!-- --><?pi?>\n<!DOCTYPE a><a/>'],
    ['a document type from outside', '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/a.dtd"><a/>'],
    ['two document types', '<!DOCTYPE a><!DOCTYPE a><a/>'],
    ['a document type without end', '<!DOCTYPE a ['],
    ['an external entity', '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'],
    ['a parameter entity', '<!DOCTYPE a [<!ENTITY % b SYSTEM "http://127.0.0.1:1/b"> %b;]><a/>'],
    ['an entity bomb', BOMB],
    ['a document type within', '<a><!DOCTYPE a></a>'],
    ['text before elements', '<a>x<b/></a>'],
    ['text after elements', '<a><b/>x</a>'],
    ['text between elements', '<a><b/>\n x <b/></a>'],
    ['text beside attributes', '<a b="1">x</a>'],
    ['content of what is nil', '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="true">x</a>'],
    ['an element in what is nil', '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="1"><b/></a>'],
    ['neither nil nor not', '<a xmlns:i="http://www.w3.org/2001/XMLSchema-instance" i:nil="maybe"/>'],
    ['__proto__', '<a><__proto__><admin>true</admin></__proto__></a>'],
    ['__proto__ in an attribute', '<a __proto__="x"/>'],
    ['__proto__ escaped', '<a><_x005F__proto__/></a>'],
    ['__proto__ in a marker', '<a xmlns:json="urn:endware:json" json:arrays="__proto__"/>'],
    ['constructor with a prototype', '<a><constructor><prototype><b/></prototype></constructor></a>'],
    ['constructors, one with a prototype', '<a><constructor/><constructor prototype="x"/></a>'],
    ['one property as attribute and element', '<a b="1"><b>2</b></a>'],
    ['one property as element under two names', '<a><b/><_x0062_ c="1">x</_x0062_></a>'],
  ])('is refused with line and column: %s', (_what, document) => {
    const error = failure(document)
    expect(error).toBeInstanceOf(SyntaxError)
    expect(error).toHaveProperty('message', expect.stringMatching(/ \(line \d+, column \d+\)$/))
    expect(Object.hasOwn(Object.prototype, 'admin')).toBe(false)
  })

  test('has a message with the fault and its place, without internals', () => {
    expect(failure('<a>\n  <b></c>\n</a>')).toHaveProperty('message', 'unexpected close tag (line 2, column 10)')
    expect(failure('<!DOCTYPE a><a/>')).toHaveProperty(
      'message',
      'expected no document type declaration (line 1, column 13)',
    )
    expect(failure('<a>x<b/></a>')).toHaveProperty(
      'message',
      'expected text or elements in <a>, not both (line 1, column 9)',
    )
  })
})

describe('declared property', () => {
  const attribute = { type: 'string', xml: { attribute: true } }
  const shape = shapeOf(objectOf({ id: attribute, price: { type: 'number', xml: { name: 'cost' } } }))
  test.each<[document: string, message: RegExp]>([
    ['<p><price>1</price></p>', /^expected the element cost rather than price \(line 1/],
    ['<p price="1"/>', /^expected cost as an element, not as an attribute/],
    ['<p id="1"><id>2</id></p>', /^expected id in <p> once, as an attribute or as an element \(line 1/],
  ])('is accepted under its own name only: %s', (document, message) => {
    expect(() => decodeXml(Buffer.from(document), { shape, maxDepth: 64 })).toThrow(SyntaxError)
    expect(() => decodeXml(Buffer.from(document), { shape, maxDepth: 64 })).toThrow(message)
  })
})

describe('octets of a document', () => {
  const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><a/>`
  const wide = (text: string): Buffer => Buffer.from(text, 'utf16le')
  test.each<[what: string, content: string | Uint8Array]>([
    ['UTF-16 without mark', wide('<a/>')],
    ['UTF-16 without mark, big end first', wide('<a/>').swap16()],
    ['UTF-32', Buffer.from([0, 0, 0xfe, 0xff, 0, 0, 0, 0x3c])],
    ['UTF-32, little end first', Buffer.from([0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0])],
    ['UTF-32 without mark', Buffer.from([0x3c, 0, 0, 0, 0x61, 0, 0, 0])],
    ['declared as ISO-8859-1', declared('ISO-8859-1')],
    ['in ISO-8859-1, declared', Buffer.from("<?xml version='1.0' encoding='ISO-8859-1'?><a>é</a>", 'latin1')],
    ['declared as UTF-16 in UTF-8', declared('UTF-16')],
    ['declared as UTF-7', declared('UTF-7')],
    ['declared far behind', declared('EBCDIC').replace(' encoding', `${' '.repeat(500)}encoding`)],
  ])('are refused as an unsupported charset: %s', (_what, content) => {
    expect(failure(content)).toMatchObject({ name: 'UnsupportedCharsetError', code: 'unsupported-charset' })
  })

  test.each<[what: string, octets: readonly number[]]>([
    ['an overlong form', [0xc0, 0xbc]],
    ['an overlong NUL', [0xc0, 0x80]],
    ['half a pair in three octets', [0xed, 0xa0, 0x80]],
    ['a pair in six octets (CESU-8)', [0xed, 0xa0, 0xbd, 0xed, 0xb8, 0x80]],
    ['a lone continuation', [0x80]],
    ['a character cut off', [0xe2, 0x82]],
    ['beyond Unicode', [0xf4, 0x90, 0x80, 0x80]],
    ['ISO-8859-1, undeclared', [0xe9]],
  ])('are refused as malformed if they are invalid UTF-8: %s', (_what, octets) => {
    const content = Buffer.concat([Buffer.from('<a>'), Buffer.from(octets), Buffer.from('</a>')])
    expect(failure(content)).toEqual(new SyntaxError('expected octets in UTF-8'))
  })

  test('cannot hide mark-up in UTF-7', () => {
    expect(failure('+ADw-a/+AD4-')).toBeInstanceOf(SyntaxError)
  })
})

describe('limits of decodeXml()', () => {
  const nested = (levels: number): string => `${'<a>'.repeat(levels)}${'</a>'.repeat(levels)}`

  test('bound nesting as in the JSON document', () => {
    expect(read('<a><b><c>1</c></b></a>', 2)).toEqual({ b: { c: '1' } })
    expect(failure('<a><b><c>1</c></b></a>', 1)).toHaveProperty(
      'message',
      'expected at most 2 nested elements (line 1, column 10)',
    )
    // an unwrapped array counts as a level, too
    expect(failure('<a><b><c/></b><b/></a>', 2)).toEqual(
      new SyntaxError('expected elements and lists of them nested at most 2 deep'),
    )
  })

  test('refuse 100,000 nested elements, however high maxDepth is', () => {
    expect(failure(nested(100_000))).toHaveProperty(
      'message',
      expect.stringMatching(/^expected at most 65 nested elements/),
    )
    expect(failure(nested(100_000), 1_000_000)).toHaveProperty(
      'message',
      expect.stringMatching(/^expected at most 501 nested elements/),
    )
    expect(JSON.stringify(read(nested(501), 1_000_000))).toBe(`${'{"a":'.repeat(500)}""${'}'.repeat(500)}`)
  })

  test('bound attributes and names', () => {
    const attributes = (count: number): string =>
      `<a ${Array.from({ length: count }, (_, at) => `b${at}="x"`).join(' ')}/>`
    expect(Object.keys(Object(read(attributes(64))))).toHaveLength(64)
    expect(failure(attributes(65))).toHaveProperty('message', expect.stringMatching(/^expected at most 64 attributes/))
    expect(failure(attributes(100_000))).toBeInstanceOf(SyntaxError)
    expect(read(`<a><${'b'.repeat(256)}/></a>`)).toEqual({ ['b'.repeat(256)]: '' })
    expect(failure(`<a><${'b'.repeat(257)}/></a>`)).toHaveProperty(
      'message',
      expect.stringMatching(/^expected names of at most 256/),
    )
    expect(failure(`<a ${'b'.repeat(1_000_000)}="x"/>`)).toBeInstanceOf(SyntaxError)
  })

  test('allow many references, elements and spaces', () => {
    expect(read(`<a>${'&#65;'.repeat(100_000)}</a>`)).toBe('A'.repeat(100_000))
    expect(read(`<a>${' <b/>'.repeat(50_000)}</a>`)).toEqual({ b: Array.from({ length: 50_000 }, () => '') })
  })
})
