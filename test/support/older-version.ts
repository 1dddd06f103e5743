import { execFile } from 'node:child_process'
import { lstat, mkdir, mkdtemp, readdir, readlink, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** An older version of the shop, compiled in a temporary folder. */
export interface OlderVersion {
  /** The path of its compiled program. */
  readonly program: string
  remove(): Promise<void>
}

/** Compiles the version of this commit with the packages that are installed here. `undefined` when the clone does not have the commit. */
export async function builtVersion(commit: string): Promise<OlderVersion | undefined> {
  const isThere = await run('git', ['cat-file', '-e', `${commit}^{commit}`]).then(
    () => true,
    () => false,
  )
  if (!isThere) return undefined
  const folder = await mkdtemp(join(tmpdir(), 'older-version-'))
  const archive = join(folder, 'version.tar')
  await run('git', ['archive', '--output', archive, commit])
  await run('tar', ['-x', '-f', archive, '-C', folder])
  await linkPackages(resolve('node_modules'), join(folder, 'node_modules'))
  await run(process.execPath, [resolve('node_modules/typescript/bin/tsc'), '-b'], { cwd: folder })
  return { program: join(folder, 'dist/main.js'), remove: () => rm(folder, { recursive: true, force: true }) }
}

/** Links each package. A package of the repository itself is a relative link, which leads to that of the older version. */
async function linkPackages(from: string, to: string): Promise<void> {
  await mkdir(to)
  for (const name of await readdir(from)) {
    const [source, target] = [join(from, name), join(to, name)]
    if ((await lstat(source)).isSymbolicLink()) await symlink(await readlink(source), target)
    else if (name.startsWith('@')) await linkPackages(source, target)
    else await symlink(source, target)
  }
}
