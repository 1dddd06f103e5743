import { Readable } from 'node:stream'
import { runInNewContext } from 'node:vm'
import { csv, type Endware, endware, eventStream, html, json, ndjson, ok, xml } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

// JSON.stringify writes `{}` or internals of the class for each of these values.

const causes: unknown[] = []
const api: Endware = endware({
  codecs: [json(), xml(), ndjson(), csv(), eventStream(), html()],
  onFailure: ({ cause }) => causes.push(cause),
})
const formats = [
  'application/json',
  'text/json',
  'application/xml',
  'application/x-ndjson',
  'text/csv',
  'text/event-stream',
  'text/html',
]

class Hidden {
  readonly #secret = 'a secret'
  get length(): number {
    return this.#secret.length
  }
}
class Bag {
  readonly #items = ['a', 'b'];
  [Symbol.iterator](): Iterator<string> {
    return this.#items[Symbol.iterator]()
  }
}
/** A query builder: an object with members and a `then` method. */
class Query {
  readonly table = 'users'
  // biome-ignore lint/suspicious/noThenProperty: query builders have one
  then(resolve: (rows: readonly unknown[]) => void): void {
    resolve([])
  }
}
class Cursor {
  readonly text = 'select 1'
  async *[Symbol.asyncIterator](): AsyncGenerator<number> {
    yield 1
  }
}
function* generated(): Generator<number> {
  yield 1
}
async function* generatedLater(): AsyncGenerator<number> {
  yield 1
}
const form = new FormData()
form.set('a', 'b')
const target = { of: 'a WeakRef' }

const lost: readonly (readonly [name: string, value: unknown, advice: RegExp])[] = [
  ['a promise', Promise.resolve(1), /^a promise has no representation: await it/],
  ['a query builder', new Query(), /^a promise has no representation: await it/],
  ['an error', new RangeError('a secret'), /^an error inside a value .*: write its message, or throw it/],
  ['an error of another realm', runInNewContext('new Error("a secret")'), /^an error inside a value/],
  ['an error with members', Object.assign(new Error('a secret'), { status: 404 }), /^an error inside a value/],
  ['a DOMException', new DOMException('a secret'), /^(?:an error inside|DOMException)/],
  ['a generator', generated(), /^a generator .*: collect its values/],
  ['an async generator', generatedLater(), /^a (?:generator|stream) /],
  ['a cursor', new Cursor(), /^a stream inside a value/],
  ['a stream of Node', Readable.from(['a secret']), /^a stream inside a value/],
  ['a web stream', new ReadableStream(), /^a stream inside a value/],
  ['the values of a Map', new Map([['a', 1]]).values(), /^Map Iterator .*: collect its values, \[\.\.\.values\]/],
  ['the entries of a Set', new Set([1]).entries(), /^Set Iterator .*: collect its values/],
  ['the keys of an array', [1, 2].keys(), /^Array Iterator .*: collect its values/],
  ['the matches of a text', 'aa'.matchAll(/a/g), /^RegExp String Iterator .*: collect its values/],
  ['a collection', new Bag(), /^Bag .*: collect its values/],
  ['a Blob', new Blob(['a secret']), /^Blob .*: return it alone/],
  ['a File', new File(['a secret'], 'a.txt'), /^File .*: return it alone/],
  ['a FormData', form, /^FormData .*: write Object\.fromEntries\(form\)/],
  ['a Headers', new Headers({ a: 'b' }), /^Headers .*: write Object\.fromEntries\(headers\)/],
  ['a URLSearchParams', new URLSearchParams('a=b'), /^URLSearchParams .*: write String\(parameters\)/],
  ['a Request', new Request('http://a.example'), /^Request /],
  ['a Response', new Response('a secret'), /^Response .*: return its value, or ok\(\)\.withContent/],
  ['a RegExp', /a/, /^RegExp .*: write its source/],
  ['a WeakMap', new WeakMap(), /^WeakMap has no members that JSON can see/],
  ['a WeakSet', new WeakSet(), /^WeakSet /],
  ['a WeakRef', new WeakRef(target), /^WeakRef /],
  ['a number format', new Intl.NumberFormat('en'), /^Intl\.NumberFormat /],
  [
    'a segmenter',
    new Intl.Segmenter('en').segment('a b'),
    /^an instance of a class without a name .*: collect its values/,
  ],
  ['an AbortSignal', AbortSignal.abort(), /^AbortSignal /],
  ['a TextDecoder', new TextDecoder(), /^\w+ has no members that JSON can see/],
  ['a writable stream', new WritableStream(), /^WritableStream /],
  ['a proxy of a Map', new Proxy(new Map([['a', 1]]), {}), /^Map .*/],
  ['a class without public members', new Hidden(), /^Hidden has no members that JSON can see: give it a toJSON/],
]

async function refused(outcome: unknown, accept: string): Promise<unknown> {
  causes.length = 0
  const { status, content } = await api.render(outcome, { accept })
  expect([status, causes.length]).toEqual([500, 1])
  expect(String(content)).not.toContain('a secret')
  return causes[0]
}

describe.each(lost)('%s', (_name, value, advice) => {
  test.each(formats)('is refused inside a value with advice, as %s', async (accept) => {
    for (const outcome of [{ deep: [{ it: value }] }, [value], new Map([['it', value]]), { toJSON: () => value }]) {
      const cause = await refused(outcome, accept)
      expect(cause).toBeInstanceOf(TypeError)
      expect((cause as TypeError).message).toMatch(advice)
    }
    expect(String(await refused({ it: value }, accept))).toMatch(/, at the property "it"$/)
  })
})

const hasOtherMeaning =
  /^(?:a promise|a query builder|an? .*error|a DOMException|an async|a cursor|a .*stream$|a stream|a Blob|a File)/
test.each(lost.filter(([name]) => !hasOtherMeaning.test(name) || name === 'a writable stream'))(
  '%s returned alone is refused in every format',
  async (_name, value, advice) => {
    for (const accept of formats) {
      const cause = await refused(value, accept)
      expect((cause as TypeError).message).toMatch(advice)
    }
  },
)

describe('an object whose members JSON can see', () => {
  class Point {
    readonly x = 1
    readonly hidden = undefined
  }
  class List extends Array<number> {}
  test.each<[name: string, value: unknown, text: string]>([
    ['an instance with own members', new Point(), '{"x":1}'],
    ['an empty subclass of Array', new List(), '[]'],
    ['an empty subclass of Map', new (class extends Map {})(), '{}'],
    ['an empty object of another realm', runInNewContext('({})'), '{}'],
    ['an object of another realm', runInNewContext('({ a: [1] })'), '{"a":[1]}'],
    ['an object without prototype', Object.create(null), '{}'],
    ['a URL', { at: new URL('http://a.example/') }, '{"at":"http://a.example/"}'],
    ['an object of symbols and functions alone', { a: Symbol('a'), b: () => 1 }, '{}'],
  ])('%s is written', async (_name, value, text) => {
    expect(await api.render(value)).toMatchObject({ status: 200, content: text })
  })
})

const bytes = Uint8Array.of(0, 1, 255)
describe('an outcome that consists of bytes', () => {
  test.each<[name: string, value: unknown, type: string]>([
    ['a Blob without a type', new Blob([bytes]), 'application/octet-stream'],
    ['a Blob with a type', new Blob([bytes], { type: 'image/png' }), 'image/png'],
    ['a Blob with an invalid type', new Blob([bytes], { type: 'no type' }), 'application/octet-stream'],
    ['a File', new File([bytes], 'a.txt', { type: 'text/plain;charset=utf-8' }), 'text/plain;charset=utf-8'],
    ['an ArrayBuffer', bytes.slice().buffer, 'application/octet-stream'],
    ['a SharedArrayBuffer', shared(bytes), 'application/octet-stream'],
    ['a DataView', new DataView(Uint8Array.of(9, ...bytes, 9).buffer, 1, 3), 'application/octet-stream'],
  ])('sends %s unchanged', async (_name, value, type) => {
    for (const outcome of [value, ok(value), Promise.resolve(value)]) {
      const { status, headers, content: sent } = await api.render(outcome, { accept: 'application/xml' })
      expect([status, headers['content-type']]).toEqual([200, type])
      expect([...(sent as Uint8Array)]).toEqual([...bytes])
    }
  })

  test.each([
    ['Blob', new Blob([])],
    ['ArrayBuffer', new ArrayBuffer(0)],
  ])('answers 204 for an empty %s', async (_name, value) => {
    expect(await api.render(value)).toMatchObject({ status: 204, content: undefined })
  })
})

function shared(octets: Uint8Array): SharedArrayBuffer {
  const buffer = new SharedArrayBuffer(octets.length)
  new Uint8Array(buffer).set(octets)
  return buffer
}
