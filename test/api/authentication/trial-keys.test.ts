import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { decodeJwt } from 'jose'
import { tokenVerifier } from '../../../api/authentication/token-verifier.js'
import { type TrialKeys, trialKeys } from '../../../api/authentication/trial-keys.js'
import { TrialKeysError } from '../../../api/authentication/trial-keys-error.js'
import { trialTokens } from '../../../api/authentication/trial-tokens.js'

let home = ''
let folder = ''
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'trial-keys-'))
  folder = join(home, 'data')
})
afterEach(() => rm(home, { recursive: true }))

const verifierOf = (keys: TrialKeys) => tokenVerifier({ ...keys, keys: keys.publicKey })
const claims = { subject: 'customer-1', scopes: ['orders:read'], lifetime: 60 } as const

test('the keys are created once, and only their owner can read them', async () => {
  const first = trialKeys(folder)
  const token = await first.sign(claims)
  const text = await readFile(first.path, 'utf8')
  expect((await stat(first.path)).mode & 0o777).toBe(0o600)
  const second = trialKeys(folder)
  const caller = await verifierOf(second)(token)
  expect([caller?.caller, [...(caller?.scopes ?? [])]]).toEqual(['customer-1', ['orders:read']])
  expect([await readFile(first.path, 'utf8'), await readdir(folder)]).toEqual([text, ['keys.json']])
})

test('processes that start together share one key', async () => {
  const all = Array.from({ length: 20 }, () => trialKeys(folder))
  const tokens = await Promise.all(all.map((keys) => keys.sign(claims)))
  for (const keys of all) expect(await verifierOf(keys)(tokens[0] ?? '')).toMatchObject({ caller: 'customer-1' })
  expect(await readdir(folder)).toEqual(['keys.json'])
})

test('the key of another folder is not accepted', async () => {
  const token = await trialKeys(join(home, 'other')).sign(claims)
  await expect(verifierOf(trialKeys(folder))(token)).rejects.toMatchObject({ status: 401 })
})

test('a file that others can read is refused, and the message says how to keep them out', async () => {
  const keys = trialKeys(folder)
  await keys.sign(claims)
  await chmod(keys.path, 0o640)
  await expect(trialKeys(folder).sign(claims)).rejects.toThrow(`Keep them out: chmod 600 ${keys.path}`)
})

test.each(['', '{}', '{"keys":[]}', '{"keys":[{"kty":"EC"}]}', 'nonsense'])(
  'a file that holds %j is refused',
  async (text) => {
    const keys = trialKeys(folder)
    await keys.sign(claims)
    await writeFile(keys.path, text)
    const broken = trialKeys(folder)
    await expect(broken.sign(claims)).rejects.toThrow(TrialKeysError)
    await expect(broken.sign(claims)).rejects.toThrow(`The file ${keys.path} does not hold keys`)
    await rm(keys.path)
    await expect(broken.sign(claims)).resolves.toMatch(/^eyJ/)
  },
)

test('a file without the private part is refused', async () => {
  const keys = trialKeys(folder)
  await keys.sign(claims)
  const { d: _, ...publicPart } = JSON.parse(await readFile(keys.path, 'utf8')).keys[0]
  await writeFile(keys.path, JSON.stringify({ keys: [publicPart] }))
  await expect(trialKeys(folder).sign(claims)).rejects.toThrow('does not hold keys')
})

test('a folder that cannot be created is refused with a message', async () => {
  await writeFile(folder, 'a file')
  await expect(trialKeys(folder).sign(claims)).rejects.toThrow(/cannot be kept in .*\n.*DATA_FOLDER/)
})

test('the tokens to paste are of a customer, a shop assistant and a sender of events, and end after a week', async () => {
  const keys = trialKeys(folder)
  const tokens = await trialTokens(keys)
  const callers = await Promise.all(tokens.map(({ token }) => verifierOf(keys)(token)))
  expect(callers.map((caller) => [caller?.caller, [...(caller?.scopes ?? [])]])).toEqual([
    ['customer-1', ['orders:read', 'orders:write']],
    ['assistant-1', ['products:write', 'orders:read', 'orders:write', 'orders:any']],
    ['events-1', ['events:write']],
  ])
  for (const { token } of tokens) {
    const { iat = 0, exp = 0 } = decodeJwt(token)
    expect(exp - iat).toBe(7 * 24 * 60 * 60)
  }
})
