import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { endware, type FailureReport, type FileOptions, file } from '@endware/restapi'
import { afterAll, describe, expect, test } from '@jest/globals'

const outside = mkdtempSync(join(tmpdir(), 'endware-open-'))
const root = join(outside, 'root')
mkdirSync(join(root, 'folder', '.git'), { recursive: true })
writeFileSync(join(outside, 'secret.txt'), 'a secret')
writeFileSync(join(root, 'a.txt'), 'a')
writeFileSync(join(root, 'ä %41.txt'), 'named')
writeFileSync(join(root, '.env'), 'a secret')
writeFileSync(join(root, 'folder', 'b.txt'), 'b')
writeFileSync(join(root, 'folder', '.git', 'config'), 'a secret')
symlinkSync(join(root, 'folder'), join(root, 'inside'))
symlinkSync(join(outside, 'secret.txt'), join(root, 'out.txt'))
symlinkSync(outside, join(root, 'up'))
symlinkSync(join(root, '.env'), join(root, 'env.txt'))
symlinkSync(join(root, 'loop'), join(root, 'loop'))
symlinkSync('nowhere', join(root, 'dangling'))
symlinkSync(root, join(outside, 'current'))
mkdirSync(`${root}-other`)
writeFileSync(join(`${root}-other`, 'x.txt'), 'a secret')
symlinkSync(`${root}-other`, join(root, 'other'))
spawnSync('mkfifo', [join(root, 'pipe')])
const listening = createServer().listen(join(root, 'socket'))
afterAll(async () => {
  await new Promise((resolve) => listening.close(resolve))
  rmSync(outside, { recursive: true })
})

const reports: FailureReport[] = []
const api = endware({ onFailure: (report) => reports.push(report) })
const read = async (path: string | URL, options?: FileOptions): Promise<readonly [status: number, content: string]> => {
  const { status, content } = await api.render(file(path, options))
  return [status, String(content)]
}

describe('with a root', () => {
  test.each([
    ['a.txt', 'a'],
    ['/a.txt', 'a'],
    ['folder/b.txt', 'b'],
    ['ä %41.txt', 'named'],
    ['inside/b.txt', 'b'],
  ])('%s is served', async (path, text) => {
    expect(await read(path, { root })).toEqual([200, text])
    expect(await read(path, { root: join(outside, 'current') })).toEqual([200, text])
    expect(await read(path, { root: `${root}/` })).toEqual([200, text])
  })

  const refused = [
    '',
    'none.txt',
    '../secret.txt',
    'folder/../a.txt',
    '..%2fsecret.txt',
    '%2e%2e/secret.txt',
    '..\\secret.txt',
    join(root, 'a.txt'),
    '/etc/passwd',
    'a.txt/',
    'a.txt/b',
    'a.txt\0',
    'x'.repeat(300),
    '.env',
    'folder/.git/config',
    'folder',
    'out.txt',
    'up/secret.txt',
    'up/root/a.txt/',
    'other/x.txt',
    'env.txt',
    'loop',
    'dangling',
    'pipe',
    'socket',
  ]
  test.each(refused)('%j is a 404 that does not reveal the reason', async (path) => {
    const [status, content] = await read(path, { root })
    expect([status, JSON.parse(content)]).toEqual([
      404,
      {
        status: 404,
        error: 'Not Found',
        message: 'there is no such file',
        path: '/',
        timestamp: expect.any(String),
      },
    ])
  })
})

describe('without a root', () => {
  test.each([join(root, 'a.txt'), join(root, '.env'), join(root, 'out.txt'), pathToFileURL(join(root, 'ä %41.txt'))])(
    '%s is served: the path is the application’s own',
    async (path) => expect((await read(path))[0]).toBe(200),
  )

  test.each([join(root, 'none'), root, join(root, 'pipe'), `${root}/a.txt\0`, '/dev/null'])(
    '%j is a 404',
    async (path) => {
      expect((await read(path))[0]).toBe(404)
    },
  )
})

test('a file that may not be read is a 404', async () => {
  const path = join(root, 'closed.txt')
  writeFileSync(path, 'a secret', { mode: 0 })
  // The superuser may read everything, so another user tries.
  const program = `
    if (process.getuid() === 0) process.setuid(65534)
    const { endware, file } = await import(${JSON.stringify(new URL('../../../restapi/dist/esm/index.js', import.meta.url).href)})
    console.log((await endware().render(file(${JSON.stringify(path)}))).status)`
  spawnSync('chmod', ['755', outside])
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { encoding: 'utf8' })
  expect(stdout.trim()).toBe('404')
})

test('without free file handles the answer is a 503 that is reported', () => {
  const program = `
    const { openSync } = await import('node:fs')
    const { endware, file } = await import(${JSON.stringify(new URL('../../../restapi/dist/esm/index.js', import.meta.url).href)})
    const api = endware({ onFailure: ({ cause }) => console.log(cause.code) })
    try { for (;;) openSync('/dev/null') } catch {}
    const { status, headers } = await api.render(file('/etc/hostname'))
    console.log(status, headers['retry-after'])`
  const command = `ulimit -n 1024; exec "$0" --input-type=module -e "$1"`
  const { stdout } = spawnSync('bash', ['-c', command, process.execPath, program], { encoding: 'utf8' })
  expect(stdout).toBe('EMFILE\n503 1\n')
})
