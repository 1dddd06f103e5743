import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { expect, test } from '@jest/globals'

interface Component {
  readonly 'bom-ref': string
  readonly purl: string
  readonly licenses?: readonly unknown[]
}

interface BillOfMaterials {
  readonly bomFormat: string
  readonly components: readonly Component[]
  readonly dependencies: readonly { readonly ref: string; readonly dependsOn: readonly string[] }[]
}

test('npm run sbom lists the packages that run, with licenses, and those alone', async () => {
  const { stdout } = await promisify(execFile)('npm', ['run', '--silent', 'sbom'], { maxBuffer: 64 * 1024 * 1024 })
  const { bomFormat, components, dependencies }: BillOfMaterials = JSON.parse(stdout)
  const packages = JSON.parse(await readFile('package.json', 'utf8'))
  const names = components.map(({ purl }) => decodeURIComponent(purl).replace(/^pkg:npm\/(.+)@.*$/, '$1'))
  const refs = new Set(components.map((component) => component['bom-ref']))

  expect(bomFormat).toBe('CycloneDX')
  expect(names).toEqual(expect.arrayContaining([...Object.keys(packages.dependencies), 'saxes', 'pg-protocol']))
  expect(names).not.toContain('jest')
  expect(names).not.toContain('typescript')
  expect(names).not.toContain('openapi-types')
  expect(components.filter(({ licenses = [] }) => licenses.length === 0)).toEqual([])
  expect(dependencies.flatMap(({ dependsOn }) => dependsOn).filter((ref) => !refs.has(ref))).toEqual([])
})
