import { readFileSync, statSync } from 'node:fs'

/** The maximum size of a file of configuration or with a secret, in bytes. */
const most = 1_048_576

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'the file does not exist',
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is not a folder',
}

/** Returns the text of a file of at most 1 MiB, or why it cannot be read, as a phrase. */
export function readSmallFile(path: string): { readonly text: string } | { readonly failure: string } {
  try {
    const status = statSync(path)
    if (status.isDirectory()) return { failure: 'it is a folder' }
    if (status.size > most) return { failure: `it has more than ${most} bytes` }
    return { text: readFileSync(path, 'utf8').replace(/^\ufeff/, '') }
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : 'unknown'
    return { failure: reasons[code] ?? code }
  }
}
