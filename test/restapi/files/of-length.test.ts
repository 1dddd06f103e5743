import { describe, expect, test } from '@jest/globals'
import { ofLength } from '../../../restapi/src/files/of-length.js'

async function* chunksOf(...chunks: readonly (string | Uint8Array)[]): AsyncGenerator<string | Uint8Array> {
  yield* chunks
}

/** Returns the text that is read before the end or the failure, and the message of the failure. */
async function read(chunks: readonly string[], length: number): Promise<readonly [text: string, failure?: string]> {
  let text = ''
  try {
    for await (const chunk of ofLength(chunksOf(...chunks), length)) text += String(chunk)
    return [text]
  } catch (error) {
    return [text, (error as Error).message]
  }
}

describe('a stream of which four bytes are promised', () => {
  test.each([[['ab', 'cd']], [['abcd']], [['abc', 'd', '']], [['', 'abcd']], [['äö']]])(
    '%j is sent',
    async (chunks) => {
      expect(await read(chunks, 4)).toEqual([chunks.join('')])
    },
  )

  test.each([
    [['ab', 'c'], 'abc', 3],
    [[], '', 0],
  ] as const)('%j breaks off at its end', async (chunks, text, bytes) => {
    expect(await read(chunks, 4)).toEqual([text, `the stream ended after ${bytes} bytes; its length is 4`])
  })

  test.each([
    [['abcd', 'e'], ''],
    [['ab', 'cd', 'e'], 'ab'],
    [['ab', 'cde'], 'ab'],
  ] as const)('%j breaks off before the client has four bytes', async (chunks, text) => {
    expect(await read(chunks, 4)).toEqual([text, 'the stream has more bytes than its length, 4'])
  })
})

test('an empty stream of length 0 is sent', async () => expect(await read([], 0)).toEqual(['']))
