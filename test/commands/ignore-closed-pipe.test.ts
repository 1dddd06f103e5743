import { execFileSync, spawnSync } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'

let folder = ''
let pipe = -1

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'shop-test-'))
  const path = join(folder, 'pipe')
  execFileSync('mkfifo', [path])
  // A pipe can be opened for writing while it has a reader.
  const reader = openSync(path, 'r+')
  pipe = openSync(path, 'w')
  closeSync(reader)
})

afterEach(() => {
  closeSync(pipe)
  rmSync(folder, { recursive: true })
})

/** Runs a program whose standard output is a pipe without a reader. */
function run(program: string, flags: readonly string[], stderr: 'pipe' | number = 'pipe') {
  const result = spawnSync(process.execPath, [program, ...flags], {
    env: { PATH: process.env.PATH },
    stdio: ['ignore', pipe, stderr],
    encoding: 'utf8',
  })
  return [result.status, result.stderr]
}

test.each([
  ['dist/commands/config.js', '--json'],
  ['dist/commands/events.js', '--help'],
  ['dist/main.js', '--help'],
])('%s %s ends with 0 and without a word when the reader of its output has gone', (program, flag) => {
  expect(run(program, [flag])).toEqual([0, ''])
})

test('a command whose output nobody reads keeps the exit code and message of its failure', () => {
  expect(run('dist/commands/config.js', ['--json', '--port=x'])).toEqual([1, expect.stringContaining('PORT')])
})

test('a command keeps its exit code when the readers of its output and its errors have gone', () => {
  expect(run('dist/commands/config.js', ['--unknown'], pipe)).toEqual([2, null])
})
