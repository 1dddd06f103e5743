import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'
import { isInside, pathUnderRoot } from '../../../restapi/src/files/path-under-root.js'

describe('a path under /srv', () => {
  const served: readonly (readonly [path: string, due: string])[] = [
    ['a.txt', '/srv/a.txt'],
    ['/a.txt', '/srv/a.txt'],
    ['a/b/c', '/srv/a/b/c'],
    ['a..b', '/srv/a..b'],
    ['%2e%2e', '/srv/%2e%2e'],
    ['ä 日本', '/srv/ä 日本'],
    ['con.txt', '/srv/con.txt'],
    ['a:b', '/srv/a:b'],
  ]
  test.each(served)('%j is served', (path, due) => expect(pathUnderRoot(path, '/srv', 'linux')).toBe(due))

  const refused = ['', '/', '//a', 'a//b', 'a/', '.', '..', '../a', 'a/../b', 'a/./b', './a', '.env', 'a/.git/config']
  test.each([...refused, '...', '..\\a', 'a\\b', 'a\0', 'a\nb', 'a\u0085', 'a'.repeat(5000)])('%j is not', (path) => {
    expect(pathUnderRoot(path, '/srv', 'linux')).toBeUndefined()
  })

  const onWindows = ['c:', 'c:/x', 'a:stream', 'a.txt::$DATA', 'con', 'CON.txt', 'nul', 'com1.log', 'lpt¹', 'aux/x']
  test.each([...onWindows, 'a.', 'a ', 'a?', 'a*', 'CONIN$'])('%j is not on Windows', (path) => {
    expect(pathUnderRoot(path, '/srv', 'win32')).toBeUndefined()
  })

  test.each(['console', 'com', 'com10', 'nullable.txt', 'a.b'])('%j is on Windows', (path) => {
    expect(pathUnderRoot(path, '/srv', 'win32')).toBe(`/srv/${path}`)
  })
})

test('a path that is served is always inside its root', () => {
  const parts = fc.constantFrom('..', '.', '/', '\\', 'a', '.b', '%2e', '\0', ':', '~')
  fc.assert(
    fc.property(fc.array(parts, { maxLength: 12 }), (chosen) => {
      const path = pathUnderRoot(chosen.join(''), '/srv/root')
      expect(path === undefined || (path.startsWith('/srv/root/') && isInside(path, '/srv/root'))).toBe(true)
    }),
  )
})

test.each([
  ['/srv/a', true],
  ['/srv/a/b', true],
  ['/srv', false],
  ['/srv2/a', false],
  ['/etc/passwd', false],
  ['/srv/.git/config', false],
])('the real path %s inside /srv: %s', (path, due) => expect(isInside(path, '/srv')).toBe(due))
