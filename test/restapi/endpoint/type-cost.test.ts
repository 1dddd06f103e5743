import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from '@jest/globals'

const folder = new URL(`./.type-cost-${process.pid}/`, import.meta.url)
const routes = 20

afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('a route with a contract costs the compiler less than twice the types of its schemas', () => {
  const ofSchemas = instantiationsOf(
    (number) => `
      export type Types${number} = [z.output<typeof Body${number}>, z.output<typeof Answer${number}>]
      export const answer${number} = (types: Types${number}): Types${number}[1] => ({ name: types[0].name, prices: types[0].prices })`,
  )
  const ofRoutes = instantiationsOf(
    (number) => `
      routes.post('/things${number}', { body: Body${number}, responses: { 201: Answer${number} } }, ({ body }) =>
        created({ name: body.name, prices: body.prices }))`,
  )
  expect(ofRoutes).toBeLessThan(2 * ofSchemas)
})

/** Returns the instantiations of the types in a program with a piece of code for each route. */
function instantiationsOf(code: (number: number) => string): number {
  const pieces = Array.from({ length: routes }, (_, number) => schemas(number) + code(number))
  const head = `import { created, endware } from '@endware/restapi'
import { Router } from 'express'
import { z } from 'zod'
const routes = endware().routes(Router())
void created
void routes`
  const config = {
    extends: '../../../tsconfig.json',
    compilerOptions: { rootDir: '../../../..', noEmit: true },
    include: ['*.ts'],
    references: [{ path: '../../../../restapi' }],
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(new URL('program.ts', folder), [head, ...pieces].join('\n'))
  writeFileSync(new URL('tsconfig.json', folder), JSON.stringify(config))
  const compiler = fileURLToPath(new URL('../../../node_modules/typescript/bin/tsc', import.meta.url))
  const args = [compiler, '-p', fileURLToPath(folder), '--extendedDiagnostics']
  const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect({ status, stdout }).toEqual({ status: 0, stdout: expect.stringMatching(/^Instantiations:/m) })
  return Number(/^Instantiations:\s+([\d,]+)/m.exec(stdout)?.[1]?.replaceAll(',', ''))
}

function schemas(number: number): string {
  return `
    const Body${number} = z.object({ name: z.string(), prices: z.array(z.object({ amount: z.int() })) })
    const Answer${number} = z.object({ name: z.string(), prices: z.array(z.object({ amount: z.int() })) })`
}
