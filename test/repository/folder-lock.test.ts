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

/** Leaves a lock as this process would, but for what is replaced in its name, and returns that. */
async function leftBehind(what: RegExp, by: string): Promise<string> {
  await lockFolder(folder)
  const [own = ''] = await readdir(folder)
  const name = own.replace(what, by)
  expect(name).not.toBe(own)
  await rename(join(folder, own), join(folder, name))
  return name
}

describe('the lock of a folder', () => {
  test('is free again when it is released, more than once if need be', async () => {
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
      message: expect.stringContaining(`is in use by process ${process.pid}, and`),
    })
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('of a dead process is taken over', async () => {
    // Greater than any process id can be.
    await leftBehind(/^in-use\.\d+/, 'in-use.99999999')
    const { takenOverFrom, release } = await lockFolder(folder)
    expect(takenOverFrom).toEqual([99_999_999])
    expect(await readdir(folder)).toHaveLength(1)
    await release()
    expect(await readdir(folder)).toEqual([])
  })

  test('of a dead process whose id another one has now is taken over', async () => {
    await leftBehind(/^(in-use\.\d+\.)[^.]+/, '$1another-start')
    expect(await lockFolder(folder)).toMatchObject({ takenOverFrom: [process.pid] })
  })

  test('of a process on another machine can not be judged', async () => {
    const file = await leftBehind(/[^.]+\.lock$/, 'elsewhere.lock')
    await expect(lockFolder(folder)).rejects.toMatchObject({
      code: 'database-in-use',
      message: expect.stringMatching(
        /on the machine elsewhere.* If that process is gone, .*remove its lock and start again: rm '.*\.lock'$/,
      ),
    })
    expect(await readdir(folder)).toEqual([file])
  })

  test('is had by one at most of those that take it over together', async () => {
    await leftBehind(/^(in-use\.\d+\.)[^.]+/, '$1another-start')
    const attempts = await Promise.allSettled(Array.from({ length: 20 }, () => lockFolder(folder)))
    expect(attempts.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(await readdir(folder)).toHaveLength(1)
  })

  test('does not mind other files', async () => {
    await writeFile(join(folder, 'in-use.lock'), '')
    await writeFile(join(folder, 'in-use.1.2.lock'), '')
    await (await lockFolder(folder)).release()
    expect(await readdir(folder)).toHaveLength(2)
  })

  test('needs the folder', async () => {
    await expect(lockFolder(join(folder, 'missing'))).rejects.toMatchObject({ code: 'ENOENT' })
  })
})
