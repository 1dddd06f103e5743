import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { multipart } from '@endware/restapi/multipart'
import { afterAll, expect, test } from '@jest/globals'
import fc from 'fast-check'

const directory = mkdtempSync(join(tmpdir(), 'read-parts-'))
afterAll(() => rmSync(directory, { recursive: true }))
const codec = multipart({ directory, memoryBytes: 50 })

/** Decodes a body that arrives in chunks of these lengths, in turn. Returns its files as text. */
async function decode(body: Uint8Array, lengths: readonly number[]): Promise<Record<string, unknown>> {
  const chunks: Uint8Array[] = []
  for (let at = 0, turn = 0; at < body.length; turn++) {
    const end = at + (lengths[turn % lengths.length] ?? 1)
    chunks.push(body.subarray(at, end))
    at = end
  }
  const released: (() => unknown)[] = []
  try {
    const value = await codec.decodeStream?.(Readable.from(chunks), {
      mediaType: 'multipart/form-data',
      parameters: new Map([['boundary', 'b']]),
      maxDepth: 64,
      onEnd: (release) => released.push(release),
    })
    const entries = Object.entries(value as object).map(async ([name, each]): Promise<[string, unknown]> => {
      return [name, await Promise.all([each].flat().map((item) => (item instanceof File ? item.text() : item)))]
    })
    return Object.fromEntries(await Promise.all(entries))
  } finally {
    for (const release of released) await release()
  }
}

/** Text with parts of boundaries in it. */
const content = fc
  .array(fc.constantFrom('--b', '\r\n', '--', '\r', '\n--', 'x', 'y'.repeat(60), 'b'), { maxLength: 8 })
  .map((parts) => parts.join(''))
  .filter((text) => !`\r\n${text}\r\n--b`.slice(0, -3).includes('\r\n--b'))
const parts = fc.array(fc.record({ name: fc.constantFrom('p', 'q'), isFile: fc.boolean(), content }), {
  minLength: 1,
  maxLength: 6,
})
const lengths = fc.array(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 5 })
type Parts = typeof parts extends fc.Arbitrary<infer Value> ? Value : never

const encoded = (given: Parts): Buffer => {
  const texts = given.map(({ name, isFile, content }) => {
    const file = isFile ? '; filename="f"' : ''
    return `--b\r\nContent-Disposition: form-data; name="${name}"${file}\r\n\r\n${content}\r\n`
  })
  return Buffer.from(`${texts.join('')}--b--\r\n`)
}

const expected = (given: Parts): Record<string, unknown> => {
  const value: Record<string, string[]> = {}
  for (const { name, content } of given) value[name] = [...(value[name] ?? []), content]
  return value
}

test('a body is read the same, wherever its chunks end', async () => {
  await fc.assert(
    fc.asyncProperty(parts, lengths, async (given, sizes) => {
      expect(await decode(encoded(given), sizes)).toEqual(expected(given))
    }),
    { numRuns: 100 },
  )
  expect(readdirSync(directory)).toEqual([])
})

test('a body that ends early is refused, wherever it ends, and leaves nothing', async () => {
  await fc.assert(
    fc.asyncProperty(parts, lengths, fc.nat(), async (given, sizes, cut) => {
      const body = encoded(given)
      const end = cut % (body.length - 3) // without one of the hyphens of the last boundary
      await expect(decode(body.subarray(0, end), sizes)).rejects.toThrow(SyntaxError)
    }),
    { numRuns: 100 },
  )
  expect(readdirSync(directory)).toEqual([])
})

test('a stream that fails ends with its error, and leaves nothing', async () => {
  const failure = new Error('broken')
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield encoded([{ name: 'p', isFile: true, content: 'y'.repeat(60) }]).subarray(0, 110)
    throw failure
  }
  const reading = codec.decodeStream?.(Readable.from(failing()), {
    mediaType: 'multipart/form-data',
    parameters: new Map([['boundary', 'b']]),
    maxDepth: 64,
    onEnd: () => undefined,
  })
  await expect(reading).rejects.toBe(failure)
  expect(readdirSync(directory)).toEqual([])
})

test('a large file is on disk as it arrives, and little of it is in memory', async () => {
  const chunk = new Uint8Array(2 ** 16)
  const size = 15 * 2 ** 20
  let most = 0
  async function* source(): AsyncGenerator<Uint8Array> {
    yield Buffer.from('--b\r\nContent-Disposition: form-data; name=p; filename=f\r\n\r\n')
    for (let sent = 0; sent < size; sent += chunk.length) {
      const [folder] = readdirSync(directory)
      const written = folder === undefined ? 0 : statSync(join(directory, folder, '1'), { throwIfNoEntry: false })?.size
      most = Math.max(most, sent - (written ?? 0))
      yield chunk
    }
    yield Buffer.from('\r\n--b--\r\n')
  }
  const released: (() => unknown)[] = []
  const value = await codec.decodeStream?.(Readable.from(source()), {
    mediaType: 'multipart/form-data',
    parameters: new Map([['boundary', 'b']]),
    maxDepth: 64,
    onEnd: (release) => released.push(release),
  })
  expect(value).toEqual({ p: expect.objectContaining({ size }) })
  expect(most).toBeLessThan(2 ** 21)
  for (const release of released) await release()
  expect(readdirSync(directory)).toEqual([])
})
