import fc from 'fast-check'
import { codePoint } from '../../support/code-point.js'

/** Texts that a writer or reader could mistake for something else. */
export const awkwardText: fc.Arbitrary<string> = fc.oneof(
  fc.string(),
  fc.string({ unit: codePoint, maxLength: 5 }),
  fc.constantFrom(
    '',
    ' ',
    '\n\t',
    ' 1 ',
    '12',
    '-1e5',
    '0',
    'true',
    'false',
    'null',
    ']]>',
    '<a/>',
    '&amp;',
    '\r\n',
    '\r',
  ),
  fc.constantFrom(
    '\u0000',
    '\uD800',
    '\uFFFE\uFFFF',
    '\u{1F600}',
    '\u0085',
    '\u2028',
    '"\'',
    '<![CDATA[x]]>',
    '<!-- -->',
  ),
)

/** Keys: some are not XML names, some look like escapes, some have a meaning in XML builders. */
export const awkwardKey: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 3, arbitrary: fc.stringMatching(/^[a-z]{1,3}$/) },
    awkwardText,
    fc.constantFrom(
      '$',
      '#text',
      '@_x',
      '?pi',
      '_',
      '_x_',
      '_x0041_',
      '_x0041',
      'x0041_',
      '_x005F_',
      'xml',
      'XMLName',
      'xmlns',
      'a:b',
    ),
    fc.constantFrom(
      'xsi:nil',
      'constructor',
      'toString',
      'hasOwnProperty',
      'item',
      'items',
      'i',
      '1a',
      '-a',
      '.',
      'é',
      '\u{1F600}',
      '__cdata',
    ),
  )
  .filter((key) => key !== '__proto__')
