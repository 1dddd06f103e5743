import { describe, expect, test } from '@jest/globals'
import { xml } from '../../../restapi/src/xml/xml.js'
import { DECLARATION } from './written.js'

const codec = xml()

describe('xml()', () => {
  test('has its name, media types, problem type and suffix', () => {
    expect(codec).toMatchObject({
      name: 'xml',
      mediaTypes: ['application/xml', 'text/xml'],
      problemType: 'application/problem+xml',
      suffix: 'xml',
    })
  })

  test.each<[options: object, mediaType: string, document: string]>([
    [{}, 'application/xml', `${DECLARATION}<response><a>1</a></response>`],
    [{}, 'text/xml', `${DECLARATION}\n<response>\n  <a>1</a>\n</response>`],
    [{ indent: 1 }, 'application/xml', `${DECLARATION}\n<response>\n <a>1</a>\n</response>`],
    [{ indent: 1 }, 'text/xml', `${DECLARATION}\n<response>\n <a>1</a>\n</response>`],
  ])('with %j writes %s', (options, mediaType, document) => {
    expect(xml(options).encode?.({ a: 1 }, { mediaType, kind: 'value' })).toBe(document)
  })

  test.each([-1, 1.5, 11, Number.NaN])('refuses to indent by %d', (indent) => {
    expect(() => xml({ indent })).toThrow(TypeError)
  })

  test('reads without a shape', () => {
    expect(codec.decode?.(Buffer.from('<a><b>1</b></a>'), { mediaType: 'text/xml', maxDepth: 2 })).toEqual({ b: '1' })
  })
})
