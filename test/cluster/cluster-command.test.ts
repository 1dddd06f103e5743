import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { clusterCommand } from '../../commands/cluster-command.js'

describe('npm run cluster', () => {
  let folder = ''
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  const run = (argv: readonly string[], env: Record<string, string> = {}) =>
    clusterCommand({ argv, env: { DATA_FOLDER: folder, ...env }, print: () => undefined })

  test('without DATABASE_URL it says what it needs, and starts nothing', async () => {
    await expect(run([])).rejects.toMatchObject({
      message: expect.stringMatching(/need a PostgreSQL.*\n.*DATABASE_URL=postgres/),
      exitCode: 1,
    })
  })

  test('a roll without a running cluster says how to start one', async () => {
    await expect(run(['roll'])).rejects.toThrow(
      `No cluster runs with this folder: ${folder}. Start one with npm run cluster.`,
    )
  })

  test('wrong ports of instances are refused', async () => {
    const env = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }
    await expect(run(['--instance-ports=3001'], env)).rejects.toMatchObject({ exitCode: 2 })
  })

  test('a wrong setting is refused before anything starts', async () => {
    await expect(run(['--port=none'])).rejects.toThrow('PORT')
  })
})
