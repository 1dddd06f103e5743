import { gzipSync } from 'node:zlib'
import { describe, expect, test } from '@jest/globals'
import { formOf, type Name, type Part, post, text } from './upload-service.js'

describe('the value of a form', () => {
  const file = (name: string, content: string, type = 'text/plain', isOnDisk = false): unknown => ({
    file: name,
    type,
    text: content,
    isOnDisk,
  })
  const cases: readonly [title: string, schema: Name, parts: readonly Part[], value: unknown][] = [
    ['a field is text without a schema', 'any', [['a', '1']], { a: '1' }],
    [
      'a repeated field is a list',
      'any',
      [
        ['a', '1'],
        ['a', '2'],
      ],
      { a: ['1', '2'] },
    ],
    ['a file is a File', 'photo', [['photo', text('abc'), 'a.txt']], { photo: file('a.txt', 'abc') }],
    [
      'a large file is on disk',
      'photo',
      [['photo', text('x'.repeat(101)), 'a']],
      { photo: file('a', 'x'.repeat(101), 'text/plain', true) },
    ],
    ['one file is a list where the schema has one', 'list', [['photos', text('a'), 'a']], { photos: [file('a', 'a')] }],
    ['no file is an empty list', 'list', [['other', 'x']], { photos: [] }],
    [
      'brackets name a list',
      'list',
      [
        ['photos[]', text('a'), 'a'],
        ['photos[]', text('b'), 'b'],
      ],
      { photos: [file('a', 'a'), file('b', 'b')] },
    ],
    [
      'a list keeps the order of the parts',
      'list',
      [
        ['photos', text('x'.repeat(900)), 'a'],
        ['photos', text('b'), 'b'],
      ],
      { photos: [file('a', 'x'.repeat(900), 'text/plain', true), file('b', 'b')] },
    ],
    [
      'an input without a file is absent',
      'optional',
      [
        ['photo', text('', 'application/octet-stream'), ''],
        ['title', 't'],
      ],
      { title: 't' },
    ],
    ['an empty file with a name is a file', 'optional', [['photo', text(''), 'e.txt']], { photo: file('e.txt', '') }],
    ['a union of a file and text has a file', 'either', [['photo', text('a'), 'a']], { photo: file('a', 'a') }],
    ['a union of a file and text has text', 'either', [['photo', 'a']], { photo: 'a' }],
    ['z.instanceof(File) has a file', 'instance', [['photo', text('a'), 'a']], { photo: file('a', 'a') }],
    [
      'fields are read by the schema',
      'mixed',
      [
        ['title', '1'],
        ['count', '2'],
        ['isPublic', 'true'],
        ['tags', 'a'],
        ['address[city]', 'Bern'],
        ['address[zip]', '3000'],
        ['photo', text('p'), 'p'],
      ],
      {
        title: '1',
        count: 2,
        isPublic: true,
        tags: ['a'],
        address: { city: 'Bern', zip: 3000 },
        photo: file('p', 'p'),
      },
    ],
    [
      'files may be in nested objects',
      'nested',
      [
        ['pages[0][number]', '1'],
        ['pages[0][scan]', text('a'), 'a'],
        ['pages[1][number]', '2'],
        ['pages[1][scan]', text('b'), 'b'],
      ],
      {
        pages: [
          { number: 1, scan: file('a', 'a') },
          { number: 2, scan: file('b', 'b') },
        ],
      },
    ],
    [
      'a JSON part is an object where the schema has one',
      'structured',
      [
        ['meta', text('{"size":1,"name":"2"}', 'application/json')],
        ['photo', text('{}', 'application/json'), 'p.json'],
      ],
      { meta: { size: 1, name: '2' }, photo: file('p.json', '{}', 'application/json') },
    ],
    [
      'each JSON part is an item of a list',
      'structures',
      [
        ['items', text('{"id":"1"}', 'application/json')],
        ['items', text('{"id":"2"}', 'application/json')],
      ],
      { items: [{ id: '1' }, { id: '2' }] },
    ],
    [
      'one JSON part is a whole list',
      'structures',
      [['items', text('[{"id":"1"}]', 'application/json')]],
      { items: [{ id: '1' }] },
    ],
    [
      'a union of objects is chosen by its constant',
      'alternatives',
      [
        ['kind', 'file'],
        ['size', '1'],
        ['content', text('a'), 'a'],
      ],
      { kind: 'file', size: 1, content: file('a', 'a') },
    ],
    [
      'an undeclared file is dropped',
      'optional',
      [
        ['other', text('x'.repeat(900)), 'a'],
        ['title', 't'],
      ],
      { title: 't' },
    ],
    [
      'a loose schema has undeclared files',
      'loose',
      [
        ['title', 't'],
        ['other', text('a'), 'a'],
      ],
      { title: 't', other: file('a', 'a') },
    ],
    [
      'a file name loses its folders',
      'any',
      [
        ['a', text('a'), '../../etc/C:\\x\\pass wd'],
        ['b', text('b'), 'ü"\'€.txt'],
      ],
      { a: file('pass wd', 'a'), b: file('ü"\'€.txt', 'b') },
    ],
    ['an empty form is an empty object', 'any', [], {}],
  ]
  test.each(cases)('%s', async (_title, schema, parts, value) => {
    expect(await post(schema, formOf(parts))).toEqual([200, { got: value }])
  })

  test('a gzipped form is inflated', async () => {
    const encoded = new Response(formOf([['photo', text('abc'), 'a.txt']]))
    const type = encoded.headers.get('content-type') ?? ''
    const body = gzipSync(Buffer.from(await encoded.arrayBuffer()))
    const answer = await post('photo', body, { 'content-type': type, 'content-encoding': 'gzip' })
    expect(answer).toEqual([200, { got: { photo: file('a.txt', 'abc') } }])
  })
})

describe('a form that does not fit the schema gets 400 and names the member', () => {
  const cases: readonly [title: string, schema: Name, parts: readonly Part[], pointer: string][] = [
    ['a missing file', 'photo', [['other', 'x']], '/photo'],
    ['text for a file', 'photo', [['photo', 'x']], '/photo'],
    ['a file of another type', 'photo', [['photo', text('abc', 'image/gif'), 'a.gif']], '/photo'],
    ['a file that is too small', 'photo', [['photo', text('a'), 'a']], '/photo'],
    ['a file that is too large', 'photo', [['photo', text('x'.repeat(501)), 'a']], '/photo'],
    [
      'two files for one',
      'photo',
      [
        ['photo', text('ab'), 'a'],
        ['photo', text('cd'), 'b'],
      ],
      '/photo',
    ],
    [
      'a file that a strict schema does not know',
      'strict',
      [
        ['title', 't'],
        ['other', text('x'.repeat(900)), 'a'],
      ],
      '/other',
    ],
  ]
  test.each(cases)('%s', async (_title, schema, parts, pointer) => {
    const expected = { errors: [expect.objectContaining({ in: 'body', pointer })] }
    expect(await post(schema, formOf(parts))).toEqual([400, expect.objectContaining(expected)])
  })
})
