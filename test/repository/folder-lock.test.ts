import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals'
import { lockFolder } from '../../repository/folder-lock.js'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'endware-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Writes a lock file of this process with a part of its name replaced. Returns the name. */
async function leftBehind(what: RegExp, by: string): Promise<string> {
  await lockFolder(folder)
  const [own = ''] = await readdir(folder)
  const name = own.replace(what, by)
  expect(name).not.toBe(own)
  await rename(join(folder, own), join(folder, name))
  return name
}

describe('the lock of a folder', () => {
  test('is free after its release, which may be repeated', async () => {
    const lock = await lockFolder(folder)
    expect(lock.takenOverFrom).toEqual([])
    await lock.release()
    await lock.release()
    expect(await readdir(folder)).toEqual([])
    await (await lockFolder(folder)).release()
  })

  test('names the process that has it', async () => {
    await lockFolder(folder)
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringContaining(`is in use by process ${process.pid}. Only`),
    })
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('is taken over from a dead process', async () => {
    // No process has so great an id.
    await leftBehind(/^in-use\.\d+/, 'in-use.99999999')
    const { takenOverFrom, release } = await lockFolder(folder)
    expect(takenOverFrom).toEqual([99_999_999])
    expect(await readdir(folder)).toHaveLength(1)
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  test('is taken over from a dead process whose id a live one has now', async () => {
    await leftBehind(/^(in-use\.\d+\.)[^.]+/, '$1another-start')
    expect(await lockFolder(folder)).toMatchObject({ takenOverFrom: [process.pid] })
  })

  test('is never taken over from a process on another machine', async () => {
    const file = await leftBehind(/[^.]+\.lock$/, 'elsewhere.lock')
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringMatching(
        /on the machine elsewhere.* If that process no longer runs .*remove its lock and start again: rm '.*\.lock'$/,
      ),
    })
    expect(await readdir(folder)).toEqual([file])
  })

  test('goes to at most one of several processes that take it over together', async () => {
    await leftBehind(/^(in-use\.\d+\.)[^.]+/, '$1another-start')
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('ignores other files in the folder', async () => {
    await writeFile(join(folder, 'in-use.lock'), '')
    await writeFile(join(folder, 'in-use.1.2.lock'), '')
    await (await lockFolder(folder)).release()
    expect(await readdir(folder)).toHaveLength(2)
  })

  test('needs the folder', async () => {
    await expect(lockFolder(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
