import { describe, expect, test } from '@jest/globals'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'
import { objectOf, written } from '../xml/written.js'

const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
const XS = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
const string = { type: 'string' }
const number = { type: 'number' }

describe('document by the XML Objects of a schema', () => {
  const tags = { type: 'array', items: string }
  test.each<[what: string, value: unknown, schema: JsonSchema, document: string]>([
    ['the name of the root', {}, { type: 'object', xml: { name: 'product' } }, '<product/>'],
    ['the root of a failure', {}, { type: 'object', xml: { name: 'fault' } }, '<fault/>'],
    [
      'the name of a property',
      { a: 1 },
      objectOf({ a: { ...number, xml: { name: 'b' } } }),
      '<response><b>1</b></response>',
    ],
    [
      'an attribute',
      { a: 1, b: 2 },
      objectOf({ a: number, b: { ...number, xml: { attribute: true } } }),
      '<response b="2"><a>1</a></response>',
    ],
    [
      'a named attribute',
      { a: 1 },
      objectOf({ a: { ...number, xml: { attribute: true, name: 'x' } } }),
      '<response x="1"/>',
    ],
    ['an absent attribute', {}, objectOf({ a: { ...string, xml: { attribute: true } } }, []), '<response/>'],
    [
      'an attribute that is null',
      { a: null },
      objectOf({ a: { type: ['string', 'null'], xml: { attribute: true } } }),
      `<response ${XSI}><a xsi:nil="true"/></response>`,
    ],
    [
      'an attribute of several types',
      { a: 1 },
      objectOf({ a: { type: ['string', 'number'], xml: { attribute: true } } }),
      `<response ${XSI} ${XS}><a xsi:type="xs:decimal">1</a></response>`,
    ],
    ['an array', { tags: ['a', 'b'] }, objectOf({ tags }), '<response><tags>a</tags><tags>b</tags></response>'],
    [
      'an array whose items have a name',
      { tags: ['a'] },
      objectOf({ tags: { ...tags, items: { ...string, xml: { name: 'tag' } } } }),
      '<response><tag>a</tag></response>',
    ],
    [
      'an array whose own name has no effect',
      { tags: ['a'] },
      objectOf({ tags: { ...tags, xml: { name: 'labels' } } }),
      '<response><tags>a</tags></response>',
    ],
    [
      'a wrapped array',
      { tags: ['a'] },
      objectOf({ tags: { ...tags, xml: { wrapped: true } } }),
      '<response><tags><tags>a</tags></tags></response>',
    ],
    [
      'a wrapped array with a name',
      { tags: ['a'] },
      objectOf({ tags: { ...tags, xml: { wrapped: true, name: 'labels' } } }),
      '<response><labels><labels>a</labels></labels></response>',
    ],
    [
      'a wrapped array with two names',
      { tags: ['a'] },
      objectOf({
        tags: { type: 'array', items: { ...string, xml: { name: 'tag' } }, xml: { wrapped: true, name: 'labels' } },
      }),
      '<response><labels><tag>a</tag></labels></response>',
    ],
    [
      'an empty wrapped array',
      { tags: [] },
      objectOf({ tags: { ...tags, xml: { wrapped: true } } }),
      '<response><tags/></response>',
    ],
    ['a root array', ['a'], tags, '<items><item>a</item></items>'],
    [
      'a root array with names',
      ['a'],
      { type: 'array', items: { ...string, xml: { name: 'tag' } }, xml: { name: 'tags' } },
      '<tags><tag>a</tag></tags>',
    ],
    [
      'a default namespace',
      { a: { b: 1 } },
      { ...objectOf({ a: objectOf({ b: number }) }), xml: { namespace: 'urn:a' } },
      '<response xmlns="urn:a"><a><b>1</b></a></response>',
    ],
    [
      'a prefix',
      { a: 1 },
      objectOf({ a: { ...number, xml: { prefix: 'p', namespace: 'urn:a&b' } } }),
      '<response><p:a xmlns:p="urn:a&amp;b">1</p:a></response>',
    ],
    [
      'a prefix that is in scope',
      { a: 1 },
      {
        ...objectOf({ a: { ...number, xml: { prefix: 'p', namespace: 'urn:a' } } }),
        xml: { prefix: 'p', namespace: 'urn:a', name: 'r' },
      },
      '<p:r xmlns:p="urn:a"><p:a>1</p:a></p:r>',
    ],
    [
      'a prefix bound to another namespace',
      { a: { b: 1 } },
      objectOf({
        a: {
          ...objectOf({ b: { ...number, xml: { prefix: 'p', namespace: 'urn:b' } } }),
          xml: { prefix: 'p', namespace: 'urn:a' },
        },
      }),
      '<response><p:a xmlns:p="urn:a"><p:b xmlns:p="urn:b">1</p:b></p:a></response>',
    ],
    [
      'an attribute with a prefix',
      { a: 1 },
      objectOf({ a: { ...number, xml: { attribute: true, prefix: 'p', namespace: 'urn:a' } } }),
      '<response xmlns:p="urn:a" p:a="1"/>',
    ],
    [
      'xml:lang',
      { lang: 'en' },
      objectOf({
        lang: { ...string, xml: { attribute: true, prefix: 'xml', namespace: 'http://www.w3.org/XML/1998/namespace' } },
      }),
      '<response xml:lang="en"/>',
    ],
    [
      'an undeclared key with the name of a declared one',
      { a: 1, b: 2 },
      objectOf({ a: { ...number, xml: { name: 'b' } } }),
      `<response ${XSI} ${XS}><b>1</b><_x0062_ xsi:type="xs:decimal">2</_x0062_></response>`,
    ],
  ])('has %s', (_what, value, schema, document) => {
    expect(written(value, schema)).toBe(document)
  })

  test('is refused if a prefix has two namespaces in one element', () => {
    const attribute = { ...string, xml: { attribute: true, prefix: 'p', namespace: 'urn:b' } }
    const schema = { ...Object(objectOf({ attribute })), xml: { prefix: 'p', namespace: 'urn:a', name: 'r' } }
    expect(() => written({ attribute: 'x' }, schema)).toThrow(
      'the prefix p must have one namespace in the element p:r; it has two',
    )
  })
})
