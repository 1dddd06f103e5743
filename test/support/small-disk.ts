import { execFileSync } from 'node:child_process'
import { chmod, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe } from '@jest/globals'

/** Describes tests that fill a disk. They are skipped where this process may not mount one. */
export function describeWithSmallDisk(name: string, body: () => void): void {
  if (mayMount()) describe(name, body)
  else describe.skip(`${name} (skipped: it needs the right to mount a small disk in memory)`, body)
}

/** A disk in memory that tests fill. */
export class SmallDisk {
  readonly folder: string

  private constructor(folder: string) {
    this.folder = folder
  }

  static async create(mebibytes: number): Promise<SmallDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'small-disk-'))
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'tmpfs', folder])
    await chmod(folder, 0o777)
    return new SmallDisk(folder)
  }

  /** Fills the disk with a file, except for some bytes. */
  async fill(leaving = 0): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder)
    await writeFile(this.#ballast, Buffer.alloc(Math.max(bavail * bsize - leaving, 0)))
  }

  /** Removes the file that fills the disk. */
  async empty(): Promise<void> {
    await rm(this.#ballast, { force: true })
  }

  async remove(): Promise<void> {
    execFileSync('umount', ['--lazy', this.folder])
    await rm(this.folder, { recursive: true, force: true })
  }

  get #ballast(): string {
    return join(this.folder, 'ballast')
  }
}

function mayMount(): boolean {
  const mount = 'd=$(mktemp -d) && trap "rmdir $d" EXIT && mount -t tmpfs -o size=1m tmpfs $d && umount $d'
  try {
    execFileSync('sh', ['-c', mount], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
