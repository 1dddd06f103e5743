import { afterAll, describe, expect, test } from '@jest/globals'
import { SettingsError } from '../../../config/settings-error.js'
import { loadSettings } from '../../support/load-settings.js'
import { temporaryFolder } from './folder.js'

const folder = temporaryFolder()
afterAll(folder.remove)

const load = (env: Record<string, string>, argv: readonly string[] = []) => loadSettings({ env, argv })

function refusal(env: Record<string, string>, argv: readonly string[] = []): string {
  try {
    load(env, argv)
  } catch (error) {
    if (error instanceof SettingsError) return error.message
    throw error
  }
  throw new Error('the settings were accepted')
}

const inFile = (text: string) => ({ CONFIG_FILE: folder.file('shop.yaml', text) })

describe('the order of sources', () => {
  test('a flag comes before the environment, and the environment before the file', () => {
    const file = inFile('PORT: 1\nDATABASE_POOL: 11\nAMQP_PREFIX: file')
    const { port, databasePool, brokerPrefix, host } = load({ ...file, PORT: '2', DATABASE_POOL: '12' }, ['--port=3'])
    expect([port, databasePool, brokerPrefix, host]).toEqual([3, 12, 'file', '127.0.0.1'])
  })

  test('the file can be named by a flag', () => {
    expect(load({ CONFIG_FILE: '/nowhere' }, [`--config-file=${inFile('PORT: 7').CONFIG_FILE}`]).port).toBe(7)
  })

  test('an empty variable leaves the file its say', () => {
    expect(load({ ...inFile('PORT: 7'), PORT: ' ' }).port).toBe(7)
  })

  test('a right value in the environment hides a wrong one in the file', () => {
    expect(load({ ...inFile('PORT: many'), PORT: '7' }).port).toBe(7)
  })
})

describe('flags', () => {
  test.each([
    ['--port', '--port must have its value after an equals sign'],
    ['--database-url=postgres://shop:hunter2@db/shop', '--database-url must not be on the command line'],
    ['--reset=true', '--reset… must be one of --reset, --help, or a variable'],
    ['--PORT=3', '--PORT… must be one of'],
  ])('%s is refused', (flag, message) => {
    expect(refusal({}, [flag])).toContain(message)
    expect(refusal({}, [flag])).not.toContain('hunter2')
  })
})

describe('the configuration file', () => {
  test.each([
    [
      'numbers, lists and texts of YAML',
      'PORT: 8080\nCORS_ORIGINS:\n  - https://a.example\n  - https://b.example\nHOST: "::1"',
    ],
    ['JSON', '{ "PORT": 8080, "CORS_ORIGINS": ["https://a.example", "https://b.example"], "HOST": "::1" }'],
    [
      'JSON with tabs',
      '{\n\t"PORT": 8080,\n\t"CORS_ORIGINS": "https://a.example,https://b.example",\n\t"HOST": "::1"\n}',
    ],
    [
      'references inside YAML',
      'PORT: &port 8080\nDATABASE_POOL: 10\nHOST: "::1"\nCORS_ORIGINS: "https://a.example, https://b.example"',
    ],
  ])('can have %s', (_, text) => {
    expect(load(inFile(text))).toMatchObject({
      port: 8080,
      host: '::1',
      corsOrigins: ['https://a.example', 'https://b.example'],
    })
  })

  test('a number keeps the digits that are written', () => {
    expect(load(inFile('AMQP_PREFIX: 1.10')).brokerPrefix).toBe('1.10')
  })

  test('nothing, null and an empty text count as unset', () => {
    for (const text of ['', '# nothing', 'PORT:', 'PORT: ~', 'PORT: ""']) expect(load(inFile(text))).toEqual(load({}))
  })

  test.each([
    ['PROT: 3000', 'PROT', 'must be the name of a variable: PORT is the nearest'],
    ['databaseUrl: x', 'databaseUrl', 'DATABASE_URL is the nearest'],
    ['log-level: x', 'log-level', 'LOG_LEVEL is the nearest'],
    ['SHUTDOWN_GRACE_PERIOD: 3', 'SHUTDOWN_GRACE_PERIOD', 'SHUTDOWN_GRACE is the nearest'],
    ['QQQQQQQQ: 3', 'QQQQQQQQ', 'must be the name of a variable.'],
    ['toString: 3', 'toString', 'must be the name of a variable'],
    ['CONFIG_FILE: other.yaml', 'CONFIG_FILE', 'must not be in a configuration file'],
    ['PORT: [1, 2]', 'PORT', 'must be one value, not a list'],
    ['PORT: { a: 1 }', 'PORT', 'must be one value, not an object'],
    ['CORS_ORIGINS: ["https://a.example,https://b.example"]', 'CORS_ORIGINS', 'must be a list of texts without commas'],
    ['CORS_ORIGINS: [[]]', 'CORS_ORIGINS', 'must be a list of texts without commas'],
    ['PORT: 0x10', 'PORT', 'is "0x10", but must be a whole number'],
    ['PORT: true', 'PORT', 'is "true", but must be a whole number'],
  ])('%s is refused, with its line', (line, name, message) => {
    const file = inFile(`HOST: localhost\n${line}`)
    const text = refusal(file)
    expect(text).toContain(`  ${name} (${file.CONFIG_FILE}, line 2)`)
    expect(text).toContain(message)
    expect(text).toContain('one setting is wrong')
  })

  test.each([
    ['PORT: 1\nPORT: 2', 'line 2 has duplicate key'],
    ['DATABASE_URL: "postgres://shop:hunter2@db/shop', 'must be YAML or JSON; line 1 has'],
    ['- PORT', 'must contain names with values'],
    ['hunter2', 'must contain names with values'],
  ])('%j is refused as a whole, and its text is not shown', (text, message) => {
    expect(refusal(inFile(text))).toContain(message)
    expect(refusal(inFile(text))).not.toContain('hunter2')
  })

  test('a file that cannot be read is named', () => {
    expect(refusal({ CONFIG_FILE: '/nowhere/shop.yaml' })).toContain(
      'CONFIG_FILE is "/nowhere/shop.yaml", but must be a file that can be read: the file does not exist.',
    )
    expect(refusal({ CONFIG_FILE: '/' })).toContain('it is a folder')
  })

  test('everything wrong in all sources is named at once', () => {
    const text = refusal({ ...inFile('PROT: 1\nLOG_LEVEL: loud'), PORT: 'x' }, ['--rest'])
    expect(text).toContain('4 settings are wrong')
  })
})

describe('files of secrets', () => {
  const url = 'postgres://shop:secret@db.example/shop'

  test.each([url, `${url}\n`, `${url}\r\n`])('%j is the URL, without the line end', (text) => {
    expect(load({ DATABASE_URL_FILE: folder.file('url', text) }).databaseUrl).toBe(url)
  })

  test('the path may be in the configuration file', () => {
    expect(load(inFile(`DATABASE_URL_FILE: ${folder.file('url', url)}`)).databaseUrl).toBe(url)
  })

  test('a secret beside its file is refused in one source; the first of two sources wins', () => {
    const DATABASE_URL_FILE = folder.file('url', url)
    expect(refusal({ DATABASE_URL: url, DATABASE_URL_FILE })).toContain(
      'DATABASE_URL_FILE must not be given beside DATABASE_URL',
    )
    const other = 'postgres://other.example/shop'
    expect(load({ ...inFile(`DATABASE_URL_FILE: ${DATABASE_URL_FILE}`), DATABASE_URL: other }).databaseUrl).toBe(other)
    expect(load({ ...inFile(`DATABASE_URL: ${other}`), DATABASE_URL_FILE }).databaseUrl).toBe(url)
  })

  test.each([
    ['the file does not exist', () => '/nowhere/url'],
    ['it is empty', () => folder.file('empty', '\n')],
    ['it has more than', () => folder.file('long', 'x'.repeat(1_048_577))],
  ])('a file is refused when %s', (message, path) => {
    expect(refusal({ DATABASE_URL_FILE: path() })).toContain(`must be a file with the secret (${message}`)
  })

  test('a wrong secret is not shown, only its file', () => {
    const path = folder.file('wrong', 'mysql://shop:hunter2@db/shop')
    const text = refusal({ DATABASE_URL_FILE: path })
    expect(text).toContain(
      `DATABASE_URL (${path}) is set (its value is not shown here), but must begin with postgres://`,
    )
    expect(text).not.toContain('hunter2')
  })

  test('a variable that is no secret has no file', () => {
    expect(refusal(inFile('PORT_FILE: /run/port'))).toContain('PORT_FILE')
    expect(load({ PORT_FILE: '/nowhere' }).port).toBe(3000)
  })
})
