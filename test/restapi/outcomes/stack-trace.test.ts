import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

const program = fileURLToPath(new URL('../../support/traces-process.mjs', import.meta.url))

async function tracesUnder(environment: string): Promise<unknown> {
  const env = { ...process.env, NODE_ENV: environment }
  const { stdout } = await promisify(execFile)(process.execPath, [program], { env })
  return JSON.parse(stdout)
}

const faults = { fault: true, faultCopy: true, after: true }

test('in production a 4xx error has no stack trace, and a 5xx error has one', async () => {
  const answers = { answer: false, copy: false, own: false, problem: false, declared: false }
  expect(await tracesUnder('production')).toEqual({ ...answers, ...faults })
})

test.each(['', 'development', 'test'])('with NODE_ENV=%s every error has a stack trace', async (environment) => {
  const answers = { answer: true, copy: true, own: true, problem: true, declared: true }
  expect(await tracesUnder(environment)).toEqual({ ...answers, ...faults })
})
