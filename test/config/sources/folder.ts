import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A temporary folder with files. */
export interface Folder {
  /** Writes a file and returns its path. */
  readonly file: (name: string, text: string) => string
  readonly remove: () => void
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'endware-config-'))
  return {
    file: (name, text) => {
      writeFileSync(join(path, name), text)
      return join(path, name)
    },
    remove: () => rmSync(path, { recursive: true }),
  }
}
