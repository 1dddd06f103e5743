import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { wrongOutcomes, wrongProgram } from './wrong-outcomes.js'

// A wrong return value is explained briefly, by every compiler that the repository has; test/package has an older one.

const root = process.cwd()
const compilers = [
  ['TypeScript 7', 'node_modules/typescript/bin/tsc'],
  ['TypeScript 5', 'tools/openapi-types/node_modules/typescript/bin/tsc'],
] as const

describe.each(compilers)('%s', (_name, compiler) => {
  const folder = mkdtempSync(join(root, 'node_modules', '.wrong-outcomes-'))
  let messages: readonly string[]
  beforeAll(() => {
    writeFileSync(join(folder, 'program.ts'), wrongProgram(wrongOutcomes))
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'tsconfig.base.json'),
        compilerOptions: {
          noEmit: true,
          noUnusedLocals: false,
          typeRoots: [join(root, 'node_modules/@types')],
          paths: { '@endware/restapi': [join(root, 'restapi/dist/index.d.ts')] },
        },
        files: ['program.ts'],
      }),
    )
    messages = errorsOf(compiler, folder)
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('there is one error for each wrong endpoint', () => {
    expect(messages).toHaveLength(2 * wrongOutcomes.length)
  })

  test.each(wrongOutcomes.map(({ name, cause }, at) => [name, cause, at] as const))(
    '%s is named, in at most 1000 characters on a route and 2000 without one',
    (_case, cause, at) => {
      const [onRoute = '', alone = ''] = messages.slice(2 * at, 2 * at + 2)
      for (const message of [onRoute, alone]) {
        expect(message.replaceAll('readonly ', '')).toContain(cause)
        expect(message).not.toContain('overload')
      }
      expect(onRoute.length).toBeLessThanOrEqual(1000)
      expect(alone.length).toBeLessThanOrEqual(2000)
    },
  )
})

function errorsOf(compiler: string, folder: string): readonly string[] {
  try {
    execFileSync(process.execPath, [join(root, compiler), '-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
    return []
  } catch (cause) {
    const { stdout } = cause as { readonly stdout: string }
    return stdout.trim().split(/\n(?=\S)/)
  }
}
