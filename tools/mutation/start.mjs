import { execFileSync, fork } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import setUp from '../../test/support/set-up.mjs'
import tearDown from '../../test/support/tear-down.mjs'
import { mutantsOf } from './mutants.mjs'

const { values, positionals: files } = parseArgs({
  allowPositionals: true,
  options: { tests: { type: 'string' }, lines: { type: 'string' } },
})
if (files.length === 0) {
  console.error('usage: npm run test:mutation -- FILE… [--tests PATTERN] [--lines FROM-TO]')
  process.exit(2)
}

/** Jest keeps some of the modules that it loads; after this many runs a new process frees the memory. */
const runsOfOneProcess = 50

const copy = copyOfTree()
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(130))
await setUp()
let runner
let runs = 0
let left = 0
for (const file of files) left += await survivorsOf(file)
runner?.kill()
await tearDown()
process.exitCode = left === 0 ? 0 : 1

/** Plants one fault after another in the copy of a file, prints those that no test notices, and counts them. */
async function survivorsOf(file) {
  const source = readFileSync(file, 'utf8')
  const tests = testsOf(file)
  const begun = performance.now()
  if (!(await passes(tests, 600_000)))
    throw new Error(`${file}: its tests fail, or there are none, before a fault is planted`)
  const limit = 10_000 + 5 * (performance.now() - begun)
  const lineOf = ({ start }) => source.slice(0, start).split('\n').length
  const [from, to = from] = (values.lines ?? '1-99999').split('-').map(Number)
  const mutants = mutantsOf(source).filter((each) => lineOf(each) >= from && lineOf(each) <= to)
  let survivors = 0
  for (const { start, end, text } of mutants) {
    writeFileSync(join(copy, file), source.slice(0, start) + text + source.slice(end))
    if (!(await passes(tests, limit))) continue
    survivors++
    console.log(`${file}:${lineOf({ start })}: ${source.slice(start, end)}  →  ${text}`)
  }
  writeFileSync(join(copy, file), source)
  console.log(`${file}: ${mutants.length} planted, ${mutants.length - survivors} caught, ${survivors} left`)
  return survivors
}

/** Selects the tests that match `--tests`, else the test named after the file, else all tests that import it. */
function testsOf(file) {
  if (values.tests) return { testPathPatterns: values.tests.split(',') }
  const named = join('test', dirname(file).replace('restapi/src', 'restapi'), `${basename(file, '.ts')}.test.ts`)
  return existsSync(named) ? { runTestsByPath: true, _: [named] } : { findRelatedTests: true, _: [join(copy, file)] }
}

/** Reports whether the tests pass on the copy as it is. Tests that exceed the time limit count as failed. */
async function passes(tests, limit) {
  if (runs++ % runsOfOneProcess === 0) {
    runner?.kill()
    runner = undefined
  }
  runner ??= fork(join(import.meta.dirname, 'runner.mjs'), {
    cwd: copy,
    execArgv: ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  const answer = await new Promise((settle) => {
    const timer = setTimeout(settle, limit, undefined)
    const done = (passed) => {
      clearTimeout(timer)
      runner.removeAllListeners()
      settle(passed)
    }
    runner.once('message', done).once('exit', () => done(undefined))
    runner.send(tests)
  })
  if (answer === undefined) {
    runner.kill('SIGKILL')
    runner = undefined
  }
  return answer === true
}

/** Copies the files that Git does not ignore into a temporary folder, and links the dependencies: the work tree stays as it is. */
function copyOfTree() {
  const folder = mkdtempSync(join(tmpdir(), 'endware-mutation-'))
  const list = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  })
  for (const file of list.split('\0')) if (file && existsSync(file)) cpSync(file, join(folder, file))
  for (const each of [
    'node_modules',
    'restapi/node_modules',
    'tools/openapi-types/node_modules',
    'dist',
    'restapi/dist',
  ]) {
    if (existsSync(each)) symlinkSync(join(process.cwd(), each), join(folder, each))
  }
  return folder
}
