import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = new URL('../../', import.meta.url)

/** A Markdown file of the repository. */
export interface Document {
  /** The path from the root of the repository. */
  readonly path: string
  readonly url: URL
}

/** Returns the Markdown files of a folder, those of its subfolders not included. */
export function documentsIn(folder: string): readonly Document[] {
  const names = readdirSync(fileURLToPath(new URL(folder, root))).filter((name) => name.endsWith('.md'))
  return names.sort().map((name) => documentAt(folder + name))
}

/** Returns the document at a path from the root of the repository. */
export function documentAt(path: string): Document {
  return { path, url: new URL(path, root) }
}

/** The README of the library and the pages of its guide: every TypeScript block in them is executed. */
export const libraryDocuments: readonly Document[] = [documentAt('restapi/README.md'), ...documentsIn('docs/guide/')]
