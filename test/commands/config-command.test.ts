import { afterAll, describe, expect, test } from '@jest/globals'
import { configCommand } from '../../commands/config-command.js'
import { SettingsError } from '../../config/settings-error.js'
import { variables } from '../../config/variables.js'
import { temporaryFolder } from '../config/sources/folder.js'

const folder = temporaryFolder()
afterAll(folder.remove)

/** Runs the command and returns what it prints, with the error that it ends with. */
async function run(argv: readonly string[], env: Record<string, string> = {}) {
  const lines: string[] = []
  const error: unknown = await configCommand({ argv, env, print: (line) => void lines.push(line) }).catch(
    (thrown: unknown) => thrown,
  )
  return { text: lines.join('\n'), error }
}

const lineOf = (text: string, name: string) => text.split('\n').find((line) => line.startsWith(`  ${name} `)) ?? ''

describe('npm run config', () => {
  const CONFIG_FILE = folder.file('shop.yaml', 'AMQP_PREFIX: trial\nLOG_LEVEL: warn')
  const DATABASE_URL_FILE = folder.file('url', 'postgres://shop:hunter2@db.example/shop\n')
  const env = { CONFIG_FILE, DATABASE_URL_FILE, HOST: '::1', AMQP_URL: 'amqp://shop:hunter2@broker.example' }

  test('shows every variable with its value and its source', async () => {
    const { text, error } = await run(['--port=3001'], env)
    expect(error).toBeUndefined()
    for (const name of Object.keys(variables)) expect(lineOf(text, name)).not.toBe('')
    expect(lineOf(text, 'PORT')).toMatch(/PORT +3001 {2}← command line$/)
    expect(lineOf(text, 'HOST')).toMatch(/HOST +::1 {2}← environment$/)
    expect(lineOf(text, 'LOG_LEVEL').endsWith(`warn  ← file ${CONFIG_FILE}, line 2`)).toBe(true)
    expect(lineOf(text, 'DATABASE_URL').endsWith(`[hidden]  ← secret file ${DATABASE_URL_FILE}`)).toBe(true)
    expect(lineOf(text, 'DATABASE_POOL')).toMatch(/DATABASE_POOL +10$/)
    expect(lineOf(text, 'JWT_ISSUER')).toMatch(/\(unset: own keys, for trials\)$/)
    expect(text).not.toContain('hunter2')
  })

  test('an unknown flag is named, with the flags that there are', async () => {
    const { text, error } = await run(['--xml'], env)
    expect([text, (error as Error).message]).toEqual([
      '',
      expect.stringMatching(/^--xml is not a flag of this command\.[\s\S]*--json/),
    ])
  })

  test('--json has the same for programs', async () => {
    const { text, error } = await run(['--json'], env)
    expect(error).toBeUndefined()
    const { valid, problems, variables: list } = JSON.parse(text)
    expect([valid, problems, list.length]).toEqual([true, [], Object.keys(variables).length])
    expect(list).toContainEqual({ name: 'HOST', group: 'Server', value: '::1', source: 'environment' })
    expect(list).toContainEqual({
      name: 'DATABASE_URL',
      group: 'Database',
      value: '[hidden]',
      source: 'secret file',
      place: DATABASE_URL_FILE,
    })
    expect(text).not.toContain('hunter2')
  })

  test('fails with everything that is wrong, after the values', async () => {
    const wrong = { ...env, PORT: 'many', AMQP_URL: 'http://shop:hunter2@broker.example' }
    const { text, error } = await run(['--json'], wrong)
    expect(error).toBeInstanceOf(SettingsError)
    expect(String(error)).toContain('2 settings are wrong')
    expect(JSON.parse(text)).toMatchObject({
      valid: false,
      problems: [
        { setting: 'PORT', must: 'must be a whole number from 0 to 65535' },
        { setting: 'AMQP_URL', must: 'must begin with amqp:// or amqps://' },
      ],
    })
    expect(text + String(error)).not.toContain('hunter2')
  })

  test('a value with control characters stays on one line', async () => {
    const { text } = await run([], { HOST: 'a\u001b[2J\nPORT 1' })
    expect(lineOf(text, 'HOST')).toContain('a\ufffd[2J\ufffdPORT 1')
  })

  test('--help prints the usage', async () => expect((await run(['--help'])).text).toContain('Usage: npm run config'))
})
