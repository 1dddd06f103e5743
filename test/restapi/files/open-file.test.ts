import { openAsBlob } from 'node:fs'
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endware, file, json } from '@endware/restapi'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { RawClient } from '../../support/raw-client.js'
import { type Serving, serve } from '../../support/serve.js'

describe('a Blob of a file', () => {
  let folder: string
  let serving: Serving | undefined
  const reports: unknown[] = []
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'open-file-'))
    reports.length = 0
  })
  afterEach(async () => {
    await serving?.close()
    await rm(folder, { recursive: true })
  })

  async function answerAfter(change: (path: string) => Promise<void>, fields = ''): Promise<string> {
    const path = join(folder, 'a.bin')
    await writeFile(path, 'content')
    const blob = await openAsBlob(path)
    await change(path)
    const api = endware({ codecs: [json()], onFailure: ({ code, status }) => reports.push([code, status]) })
    serving = await serve(api.endpoint(() => file(blob)))
    return (await RawClient.get(serving.port, `${fields}Connection: close`)).toTheEnd()
  }

  test.each([
    ['the whole', ''],
    ['a part', 'Range: bytes=2-3\r\n'],
  ])('that was removed before it is read is a 500 with an envelope: %s is requested', async (_, fields) => {
    const answer = await answerAfter((path) => rm(path), fields)
    expect(answer).toMatch(/^HTTP\/1.1 500 .*\r\n\r\n.*"status":500/s)
    expect(answer).not.toMatch(/content-disposition|accept-ranges/i)
    expect(reports).toEqual([['unexpected-error', 500]])
  })

  test('that was changed before it is read is a 500, too', async () => {
    const answer = await answerAfter((path) => appendFile(path, ' and more'))
    expect(answer).toMatch(/^HTTP\/1.1 500 /)
    expect(reports).toEqual([['unexpected-error', 500]])
  })

  test('that did not change is sent', async () => {
    expect(await answerAfter(async () => {})).toMatch(/^HTTP\/1.1 200 .*\r\n\r\ncontent$/s)
    expect(reports).toEqual([])
  })
})
