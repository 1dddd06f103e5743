import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const program = fileURLToPath(new URL('./fuzz/fuzz-process.mjs', import.meta.url))
const { FUZZ_REQUESTS: count = '2000', FUZZ_SEED: seed = '1' } = process.env

/**
 * Sends every request of the corpus, and mutations of them that the seed decides, to an application with all kinds of endpoints. Expects no
 * 5xx, no report, no crash, no unhandled rejection, content that matches its Content-Type, and an unchanged `Object.prototype`.
 */
test(`the corpus and ${count} mutations of it are answered`, async () => {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [program, count, seed], { maxBuffer: 2 ** 26 })
  const found = JSON.parse(stdout) as {
    corpus: number
    mutations: number
    wrong: unknown[]
    statuses: Record<string, number>
  }
  expect([found.wrong, stderr]).toEqual([[], ''])
  expect([found.corpus > 800, found.mutations]).toEqual([true, Number(count)])
  // These statuses show that the corpus reaches the endpoints.
  expect(Object.keys(found.statuses)).toEqual(
    expect.arrayContaining(['200', '201', '204', '304', '400', '404', '405', '406', '412', '413', '415']),
  )
}, 600_000)
