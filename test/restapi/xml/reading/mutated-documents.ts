import fc from 'fast-check'
import { codePoint } from '../../../support/code-point.js'

/** One change of a document; the result is often ill-formed. */
interface Mutation {
  readonly kind: 'insert' | 'delete' | 'swap' | 'repeat' | 'cut' | 'rename'
  /** Place and length of the change, as fractions of the document. */
  readonly at: number
  readonly size: number
  readonly token: string
}

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** Fragments that have a meaning in XML, or are forbidden. */
export const tokens: readonly string[] = [
  ...[
    '<',
    '>',
    '/',
    '&',
    ';',
    '"',
    "'",
    '=',
    ']',
    ']]>',
    '</',
    '/>',
    '<!',
    '<?',
    '?>',
    '--',
    ' ',
    '\n',
    '\t',
    '\r',
    '\r\n',
  ],
  ...[
    '&lt;',
    '&amp;',
    '&apos;',
    '&#65;',
    '&#x1F600;',
    '&#13;',
    '&#0;',
    '&#xD800;',
    '&#x110000;',
    '&#xFFFE;',
    '&nbsp;',
    '&#X41;',
    '&;',
  ],
  ...[
    '<![CDATA[x]]>',
    '<![CDATA[]]>',
    '<!-- x -->',
    '<!---->',
    '<!-- -',
    '<?pi x?>',
    '<!DOCTYPE a>',
    '<?xml version="1.0"?>',
    '\uFEFF',
  ],
  ...[
    '\0',
    '\u0001',
    '\u007F',
    '\u0085',
    '\u2028',
    '\uFFFD',
    '\uFFFE',
    '\uFFFF',
    '\uD800',
    '\uDC00',
    '\u{1F600}',
    '\u{1FFFE}',
    'é',
  ],
  ...[
    ' xmlns="urn:a"',
    ' xmlns=""',
    ' xmlns=" http://www.w3.org/2000/xmlns/"',
    ' xmlns:p="urn:a"',
    ` ${XSI}`,
    ' xsi:nil="true"',
    ' xsi:nil="0"',
    ' xsi:type="xs:int"',
  ],
  ...[
    ' xmlns:json="urn:endware:json"',
    ' json:arrays="a b"',
    ' xml:space="preserve"',
    ' a="1"',
    " a='&lt;'",
    ' n0="x\ty"',
    ' a="1" a="1"',
  ],
  ...[
    '<a/>',
    '<a>',
    '</a>',
    '<a >1</a >',
    '<a></a>',
    '<b>1</b>',
    '<n0>1</n0>',
    '<n1/>',
    '<e0/>',
    '<item>x</item>',
    '<p:a/>',
    '<_x0061_/>',
  ],
  ...[
    '<__proto__/>',
    '<constructor/>',
    '<constructor><prototype/></constructor>',
    'true',
    'null',
    '-0',
    '007',
    '1e400',
    ' 1 ',
    'x',
  ],
]

const mutation: fc.Arbitrary<Mutation> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'insert', 'delete', 'swap', 'repeat', 'cut', 'rename'),
  at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  size: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
  token: fc.oneof(fc.constantFrom(...tokens), fc.string({ unit: codePoint, maxLength: 2 })),
})

/** Up to four changes of a document. */
export const mutations: fc.Arbitrary<readonly Mutation[]> = fc.array(mutation, { maxLength: 4 })

/** Returns the document after all changes. */
export function mutated(document: string, changes: readonly Mutation[]): string {
  return changes.reduce(changed, document)
}

function changed(document: string, { kind, at, size, token }: Mutation): string {
  const parts = document.split(/(?=<)|(?<=>)/)
  const place = Math.floor(at * document.length)
  const part = Math.floor(at * parts.length)
  const other = Math.floor(size * parts.length)
  switch (kind) {
    case 'insert':
      return document.slice(0, place) + token + document.slice(place)
    case 'delete':
      return document.slice(0, place) + document.slice(place + 1 + Math.floor(size * 3))
    case 'cut':
      return parts.toSpliced(part, 1).join('')
    case 'swap':
      return parts
        .with(part, parts[other] ?? '')
        .with(other, parts[part] ?? '')
        .join('')
    case 'repeat':
      // whole elements in half of the cases
      return parts.toSpliced(other, 0, ...parts.slice(part, part + 3)).join('')
    case 'rename':
      return document.replaceAll(`${parts[part]?.slice(0, 3)}`, token)
  }
}
