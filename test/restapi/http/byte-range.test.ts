import { describe, expect, test } from '@jest/globals'
import { contentRange, selectRange, unsatisfiedRange } from '../../../restapi/src/http/byte-range.js'

const rows: readonly (readonly [field: string | undefined, due: readonly [start: number, length: number] | string])[] =
  [
    [undefined, 'whole'],
    ['bytes=0-0', [0, 1]],
    ['bytes=0-9', [0, 10]],
    ['bytes=0-', [0, 10]],
    ['bytes=3-5', [3, 3]],
    ['bytes=3-500', [3, 7]],
    ['bytes=9-', [9, 1]],
    ['bytes=-1', [9, 1]],
    ['bytes=-500', [0, 10]],
    ['BYTES=1-2', [1, 2]],
    ['bytes= 1-2 ,', [1, 2]],
    [`bytes=0-${'9'.repeat(400)}`, [0, 10]],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=10-20', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    [`bytes=${'9'.repeat(400)}-`, 'unsatisfiable'],
    ['bytes=10-, -0', 'unsatisfiable'],
    ['bytes=0-0,-1', 'whole'],
    ['bytes=0-0,20-', 'whole'],
    ['bytes=5-3', 'whole'],
    ['bytes=20-30,5-3', 'whole'],
    ['bytes=', 'whole'],
    ['bytes=,,', 'whole'],
    ['bytes=-', 'whole'],
    ['bytes=a-b', 'whole'],
    ['bytes=0-1;', 'whole'],
    ['bytes=+1-2', 'whole'],
    ['bytes=1 - 2', 'whole'],
    ['bytes =0-1', 'whole'],
    ['items=0-1', 'whole'],
    ['0-1', 'whole'],
    ['', 'whole'],
  ]

describe('the range of ten bytes that a field selects (RFC 9110 §14.1.2)', () => {
  test.each(rows)('%s', (field, due) => {
    const [start, length] = Array.isArray(due) ? (due as number[]) : []
    expect(selectRange(field, 10)).toEqual(typeof due === 'string' ? due : { start, length })
  })
})

test.each(['bytes=0-', 'bytes=-5', 'bytes=0-0'])(
  'an empty file is sent whole to a client that asks for %s',
  (field) => {
    expect(selectRange(field, 0)).toBe('whole')
  },
)

test('Content-Range names the first and the last byte, or only the length', () => {
  expect(contentRange({ start: 3, length: 4 }, 10)).toBe('bytes 3-6/10')
  expect(unsatisfiedRange(10)).toBe('bytes */10')
})
