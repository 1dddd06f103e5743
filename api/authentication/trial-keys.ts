import { randomUUID } from 'node:crypto'
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  type CryptoKey,
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JWK,
  type JWTVerifyGetKey,
  SignJWT,
} from 'jose'
import type { Scope } from './scopes.js'
import { TrialKeysError } from './trial-keys-error.js'

/** The claims of a token for trials. */
export interface TrialClaims {
  /** The caller. */
  readonly subject: string
  readonly scopes: readonly Scope[]
  /** The lifetime, in seconds. */
  readonly lifetime: number
}

/** Keys with which the service itself signs tokens for trials, without an issuer. */
export interface TrialKeys {
  /** The path of the file with the keys. */
  readonly path: string
  readonly issuer: string
  readonly audience: string
  readonly publicKey: JWTVerifyGetKey
  /** @throws {TrialKeysError} when the file cannot be used */
  sign(claims: TrialClaims): Promise<string>
}

export interface TrialKeysOptions {
  /** False to refuse a folder that has no keys. @default true */
  readonly create?: boolean
}

const algorithm = 'ES256'

/**
 * Returns the keys in the file `keys.json` of a folder. The file is created when the keys are first needed, once even if several processes
 * start together. Only its owner can read it.
 */
export function trialKeys(folder: string, { create = true }: TrialKeysOptions = {}): TrialKeys {
  const path = join(folder, 'keys.json')
  const [issuer, audience] = ['urn:endware:shop:trial', 'endware-shop']
  let opened: Promise<OpenedKeys> | undefined
  const open = () => {
    opened ??= openKeys(folder, path, create).catch((error: unknown) => {
      opened = undefined // the next try may find it put right
      throw error
    })
    return opened
  }
  return {
    path,
    issuer,
    audience,
    publicKey: async (header, token) => (await open()).publicKey(header, token),
    async sign({ subject, scopes, lifetime }) {
      const { privateKey, id } = await open()
      return new SignJWT({ scope: scopes.join(' ') })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid: id })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${lifetime} seconds`)
        .sign(privateKey)
    },
  }
}

interface OpenedKeys {
  readonly id: string
  readonly privateKey: CryptoKey
  readonly publicKey: JWTVerifyGetKey
}

async function openKeys(folder: string, path: string, create: boolean): Promise<OpenedKeys> {
  const text = await readOrMake(folder, path, create).catch((error: unknown) => {
    if (error instanceof TrialKeysError) throw error
    const why = error instanceof Error ? error.message : String(error)
    throw new TrialKeysError(
      `The keys for trying out cannot be kept in ${path}: ${why}.\nChoose another folder with DATA_FOLDER, or set JWT_ISSUER.`,
      { cause: error },
    )
  })
  try {
    const { d, ...publicPart }: JWK = JSON.parse(text).keys[0]
    const privateKey = (await importJWK({ ...publicPart, ...(d !== undefined && { d }) }, algorithm)) as CryptoKey
    if (privateKey.type !== 'private') throw new Error('the key is not a private one')
    return { id: String(publicPart.kid), privateKey, publicKey: createLocalJWKSet({ keys: [publicPart] }) }
  } catch (error) {
    throw new TrialKeysError(
      `The file ${path} does not hold keys as this service writes them.\nDelete it: new keys are then made, and tokens of the old ones are refused.`,
      { cause: error },
    )
  }
}

async function readOrMake(folder: string, path: string, create: boolean): Promise<string> {
  const found = await read(path)
  if (found !== undefined) return found
  if (!create) {
    throw new TrialKeysError(
      `There are no keys in ${path}: no service has used this folder.\nName the folder of the service with DATA_FOLDER, or set SHOP_TOKEN.`,
    )
  }
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await make(path)
  return (await read(path)) ?? ''
}

/** Returns the text of the file, or `undefined` when there is none. @throws {TrialKeysError} when others than its owner can read it */
async function read(path: string): Promise<string | undefined> {
  const mode = await stat(path).then(
    (file) => file.mode,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    },
  )
  if (mode === undefined) return undefined
  // Windows has no such modes: Node makes them up.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new TrialKeysError(
      `Other users of this machine may use the keys in ${path}.\nKeep them out: chmod 600 ${path}`,
    )
  }
  return readFile(path, 'utf8')
}

/** Writes new keys, unless another process is faster. The file is linked after it was written, so nobody reads half of it. */
async function make(path: string): Promise<void> {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true })
  const key = await exportJWK(privateKey)
  const jwk = { ...key, kid: await calculateJwkThumbprint(key), alg: algorithm, use: 'sig' }
  const written = `${path}.${randomUUID()}`
  try {
    await writeFile(written, `${JSON.stringify({ keys: [jwk] })}\n`, { mode: 0o600, flag: 'wx' })
    await link(written, path).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(written, { force: true })
  }
}
