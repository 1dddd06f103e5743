import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** The row of a database: more than a client may see. */
export const row = { id: 1, name: 'Ada', passwordHash: '5f4dcc3b' }

/** The folder of the file `notes.bin`, and its bytes. */
export const folder = fileURLToPath(new URL('files/', import.meta.url))
export const notes = readFileSync(`${folder}notes.bin`)
