// Runs once before all tests: packs the library as it is published. The environment variable ENDWARE_TEST_TARBALL is the path of the package.
import { execFile } from 'node:child_process'
import { mkdtemp, readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

export default async function setUp() {
  const folder = await mkdtemp(join(tmpdir(), 'endware-packed-'))
  globalThis.endwarePackedFolder = folder
  const run = promisify(execFile)
  const cwd = fileURLToPath(new URL('../../restapi/', import.meta.url))
  await run('npm', ['run', '--silent', 'stage'], { cwd })
  await run('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: join(cwd, 'package') })
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz'))
  process.env.ENDWARE_TEST_TARBALL = join(folder, String(tarball))
}
