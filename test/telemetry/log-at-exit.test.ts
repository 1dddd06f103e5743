import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { openSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { expect, test } from '@jest/globals'
import { expectRecords } from '../support/expect-records.js'
import { describeWithSmallDisk, SmallDisk } from '../support/small-disk.js'
import { undoAfterEach } from '../support/undo-after-each.js'

const undo = undoAfterEach()
const records = 10_000
const numbers = Array.from({ length: records }, (_, number) => number)

/** Starts a process that logs records, as many as it says. */
function logging(count: number, stdout: 'pipe' | number, ...flags: readonly string[]): ChildProcess {
  const args = ['test/support/logging-process.mjs', String(count), ...flags]
  return spawn(process.execPath, args, { stdio: ['pipe', stdout, 'pipe'] })
}

/** Returns what a stream has, once it has ended. */
async function textOf(stream: Readable | null): Promise<string> {
  let text = ''
  for await (const chunk of stream ?? []) text += String(chunk)
  return text
}

const parsed = (text: string): Record<string, unknown>[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
const attempts = (text: string) => parsed(text).map((record) => record['shop.attempt'])

test('no record is lost when the process ends while the reader of its pipe has read nothing so far', async () => {
  const child = logging(records, 'pipe')
  const exited = once(child, 'exit')
  if (child.stderr) await once(child.stderr, 'data')
  expect(attempts(await textOf(child.stdout))).toEqual(numbers)
  expect(await exited).toEqual([0, null])
})

test('no record is lost when the log is a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
  const path = join(folder, 'log')
  expect(await once(logging(records, openSync(path, 'w')), 'exit')).toEqual([0, null])
  expect(attempts(readFileSync(path, 'utf8'))).toEqual(numbers)
  await rm(folder, { recursive: true })
})

test('a process whose log nobody reads ends all the same', async () => {
  const child = logging(records, 'pipe')
  expect(await once(child, 'exit')).toEqual([0, null])
  child.stdout?.destroy()
})

test.each([
  ['later', ['waits']],
  ['at the exit', []],
])('when more records wait than fit into memory, one record has the number of the dropped: %s', async (_, flags) => {
  const count = 40_000
  const child = logging(count, 'pipe', ...flags)
  const closed = once(child, 'close')
  if (child.stderr) await once(child.stderr, 'data')
  const chunks: Buffer[] = []
  let end = Buffer.alloc(0)
  child.stdout?.on('data', (chunk: Buffer) => {
    chunks.push(chunk)
    const searched = Buffer.concat([end, chunk])
    // The process that does not wait may have ended, and takes no input.
    if (flags.length > 0 && searched.includes('log-dropped')) child.stdin?.end('end\n')
    end = searched.subarray(-20)
  })
  expect(await closed).toEqual([0, null])
  const all = parsed(Buffer.concat(chunks).toString())
  expectRecords(all, ['log-dropped'])
  const dropped = Number(all.find((record) => record['event.action'] === 'log-dropped')?.['shop.dropped'])
  expect([dropped > 0, all.length - 1 + dropped]).toEqual([true, count])
})

describeWithSmallDisk('a log on a full disk', () => {
  test('loses records and ends no process, and has their number once there is room', async () => {
    const disk = await SmallDisk.create(1)
    undo.push(() => disk.remove())
    const path = join(disk.folder, 'log')
    await disk.fill(500_000)
    const child = logging(records, openSync(path, 'a'), 'waits')
    const exited = once(child, 'exit')
    if (child.stderr) await once(child.stderr, 'data')
    await disk.empty()
    child.stdin?.end('end\n')
    expect(await exited).toEqual([0, null])
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
    const torn = lines.filter((line) => !line.endsWith('}'))
    const all = parsed(lines.filter((line) => !torn.includes(line)).join('\n'))
    expectRecords(all, ['log-dropped'])
    const dropped = Number(all.find((record) => record['event.action'] === 'log-dropped')?.['shop.dropped'])
    expect(torn.length).toBeLessThanOrEqual(1)
    expect(all.length - 1 + torn.length + dropped).toBe(records)
  })
})
