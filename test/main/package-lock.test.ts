import { readFile } from 'node:fs/promises'
import { expect, test } from '@jest/globals'

interface LockedPackage {
  readonly resolved?: string
  readonly link?: boolean
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const lock: { packages: Record<string, LockedPackage> } = JSON.parse(await readFile('package-lock.json', 'utf8'))
const packages = Object.entries(lock.packages)

test.each(['package-lock.json', 'tools/clients/package-lock.json', 'bench/comparison/package-lock.json'])(
  'the lock file %s names no registry',
  async (file) => {
    const { packages: locked }: typeof lock = JSON.parse(await readFile(file, 'utf8'))
    expect(
      Object.entries(locked)
        .filter(([, { resolved, link }]) => resolved !== undefined && !link)
        .map(([path]) => path),
    ).toEqual([])
  },
)

test('every optional dependency has an entry, for every platform', () => {
  // npm 11 refuses a lock file without these entries on every platform. npm 10 installs it without the missing packages.
  const missing = packages.flatMap(([path, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter((name) => !hasEntry(path, name)),
  )
  expect(missing).toEqual([])
})

/** Reports whether the package of this path finds the dependency in its own or an outer node_modules. */
function hasEntry(path: string, name: string): boolean {
  for (let folder = path; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0))) {
    const inside = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`
    if (inside in lock.packages) return true
    if (folder === '') return false
  }
}
