import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { endware, json, ndjson } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { serve } from '../../support/serve.js'

describe('75 MB of rows go through a heap of 48 MB', () => {
  const program = fileURLToPath(new URL('../../support/streaming-process.mjs', import.meta.url))
  const rows: readonly (readonly [accept: string, lines: number])[] = [
    ['application/json', 299_999],
    ['application/x-ndjson', 300_000],
    ['text/csv', 300_001],
  ]
  test.each(rows)(
    'as %s',
    async (accept, lines) => {
      const { stdout } = await promisify(execFile)(process.execPath, [
        '--max-old-space-size=48',
        // With a large young generation, V8 now and then moves all of it, garbage included, into the old one at once: more than 48 MB.
        '--max-semi-space-size=1',
        program,
        accept,
        '300000',
      ])
      expect(JSON.parse(stdout)).toEqual({ status: 200, lines })
    },
    60_000,
  )
})

test('a client that does not read stops the source', async () => {
  const most = 4096
  const item = 'x'.repeat(64 * 1024)
  let pulled = 0
  async function* endless(): AsyncGenerator<string> {
    while (pulled < most) {
      pulled++
      yield item
    }
  }
  const serving = await serve(endware({ codecs: [ndjson(), json()] }).endpoint(endless))
  const client = await RawClient.get(serving.port)
  await client.until(/xxxx/)
  client.stall()
  // The buffers of the kernel are full after a few turns. A thousand turns without a pull mean that the source has stopped.
  for (let before = 0, still = 0; still < 1000; still++) {
    if (pulled !== before) still = 0
    before = pulled
    await new Promise(setImmediate)
  }
  expect(pulled).toBeLessThan(most / 4)
  client.leave()
  await serving.close()
})
