// Prints the packages that the service is made of, as CycloneDX JSON. `npm sbom --omit=dev` leaves out packages that are optional peers of
// others as well, such as pg. So this asks npm for everything, and keeps what can be reached from the root by dependencies of the lock file.
import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const { packages: locked } = JSON.parse(readFileSync('package-lock.json', 'utf8'))
const all = JSON.parse(
  execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx'], { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 }),
)

/** Returns the key of the package that `name` means in the folder of another package, or `undefined` if it is not installed. */
function keyOf(name, folder) {
  for (let outer = folder; ; outer = outer.slice(0, Math.max(outer.lastIndexOf('/node_modules/'), 0))) {
    const key = outer === '' ? `node_modules/${name}` : `${outer}/node_modules/${name}`
    if (key in locked) return locked[key].link ? locked[key].resolved : key
    if (outer === '') return undefined
  }
}

/** Returns the names that a package needs: an optional peer is not one of them. */
function needsOf({ dependencies, optionalDependencies, peerDependencies = {}, peerDependenciesMeta = {} }) {
  const peers = Object.keys(peerDependencies).filter((name) => !peerDependenciesMeta[name]?.optional)
  return [...Object.keys({ ...dependencies, ...optionalDependencies }), ...peers]
}

const reached = new Set([''])
for (const key of reached) {
  for (const name of needsOf(locked[key])) {
    const needed = keyOf(name, key)
    if (needed !== undefined) reached.add(needed)
  }
}
const refs = new Set()
for (const key of reached) refs.add(`${locked[key].name ?? key.split('node_modules/').at(-1)}@${locked[key].version}`)

const components = all.components.filter((component) => refs.has(component['bom-ref']))
const dependencies = all.dependencies
  .filter(({ ref }) => refs.has(ref))
  .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((other) => refs.has(other)) }))
process.stdout.write(`${JSON.stringify({ ...all, components, dependencies }, null, 2)}\n`)
