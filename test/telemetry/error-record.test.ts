import { runInNewContext } from 'node:vm'
import { expect, test } from '@jest/globals'
import { describeError } from '../../telemetry/error-record.js'

const withCode = (code: unknown): Error => Object.assign(new Error('a'), { code })
const chain = (length: number): Error =>
  Array.from({ length }).reduce<Error>((cause, _, at) => new Error(String(at), { cause }), new Error('first'))

const revoked = Proxy.revocable(new Error('a'), {})
revoked.revoke()

test.each<[what: string, thrown: unknown, record: object]>([
  ['text', 'a\nb', { type: 'string', message: 'a\\nb' }],
  ['null', null, { type: 'null', message: 'null' }],
  ['an object', { a: 1 }, { type: 'object', message: '{"a":1}' }],
  ['an error of another realm', runInNewContext('new RangeError("a")'), { type: 'RangeError', message: 'a' }],
  ['an object with the prototype of errors', Object.create(Error.prototype), { type: 'Error', message: '' }],
  ['a code that is text', withCode('ECONNREFUSED'), { code: 'ECONNREFUSED' }],
  ['a code that is a number', withCode(7), { code: '7' }],
  ['an error that cannot be read', revoked.proxy, { type: 'unknown', message: '[unreadable]' }],
])('%s is described', (_what, thrown, record) => {
  expect(describeError(thrown)).toMatchObject(record)
})

test('a code that is neither text nor a number is left out, as is a stack that is no text', () => {
  const error = Object.assign(withCode({}), { stack: undefined })
  expect(Object.keys(describeError(error))).toEqual(['type', 'message'])
})

test('an error whose members throw is described as unreadable', () => {
  const error = new Error('a')
  Object.defineProperty(error, 'message', {
    get() {
      throw new Error('b')
    },
  })
  expect(describeError(error)).toEqual({ type: 'unknown', message: '[unreadable]' })
})

test('a message has at most 2048 characters, a name and a code 64, a stack 8192', () => {
  const error = Object.assign(withCode('c'.repeat(65)), {
    message: 'm'.repeat(2049),
    name: 'n'.repeat(65),
    stack: 's\n'.repeat(5_000),
  })
  expect(describeError(error)).toEqual({
    type: `${'n'.repeat(64)}…`,
    message: `${'m'.repeat(2048)}…`,
    code: `${'c'.repeat(64)}…`,
    stack: `${'s\n'.repeat(4_095)}s`,
  })
})

test('at most eight causes are described, the nearest first', () => {
  expect(describeError(chain(9)).cause?.map(({ message }) => message)).toEqual(['7', '6', '5', '4', '3', '2', '1', '0'])
  expect(describeError(chain(3)).cause?.map(({ message }) => message)).toEqual(['1', '0', 'first'])
})

test('the members of an aggregate error are causes; a member named errors that is no list is not', () => {
  const aggregate = new AggregateError([new Error('a'), 'b'], 'all', { cause: new Error('c') })
  expect(describeError(aggregate).cause?.map(({ message }) => message)).toEqual(['c', 'a', 'b'])
  expect(describeError(Object.assign(new Error('a'), { errors: 'xy' })).cause).toBeUndefined()
})
