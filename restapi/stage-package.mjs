import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import './build-package.mjs'

// Makes `package/`, the folder that is published: the built library with its README and the guide, whose links work there.

const here = dirname(fileURLToPath(import.meta.url))
const repository = dirname(here)
const staged = join(here, 'package')
const { scripts: _, ...manifest } = JSON.parse(readFileSync(join(here, 'package.json'), 'utf8'))

rmSync(staged, { recursive: true, force: true })
mkdirSync(join(staged, 'docs', 'guide'), { recursive: true })
for (const path of manifest.files) cpSync(join(here, path), join(staged, path), { recursive: true })
const files = [...manifest.files, 'docs/guide']
writeFileSync(join(staged, 'package.json'), `${JSON.stringify({ ...manifest, files }, null, 2)}\n`)

/** The path of each page in the package, by its path in the repository. */
const pages = new Map([[join(here, 'README.md'), join(staged, 'README.md')]])
const guide = join(repository, 'docs', 'guide')
for (const name of readdirSync(guide)) pages.set(join(guide, name), join(staged, 'docs', 'guide', name))

/** Splits a page where programs begin and end. The odd pieces are programs. */
const programs = /^(```[\s\S]*?^```)$/m

const link = /\[((?:[^\][]|\[[^\]]*\])*)\]\((?![a-z]+:|#)([^)#]+)(#[^)]*)?\)/g

/**
 * Returns the text of a page with links that work in the package. A link to a file that is not in the package becomes the text of the link.
 *
 * @param {string} text
 * @param {string} from the page in the repository
 * @param {string} to the page in the package
 */
function withLinks(text, from, to) {
  const linked = (/** @type {string} */ prose) =>
    prose.replace(link, (whole, words, path, anchor = '') => {
      const target = resolve(dirname(from), path)
      if (!existsSync(target)) throw new Error(`${relative(repository, from)} has a link to nothing: ${whole}`)
      const page = pages.get(target)
      return page === undefined ? words : `[${words}](${relative(dirname(to), page).replaceAll(sep, '/')}${anchor})`
    })
  return text
    .split(programs)
    .map((piece, index) => (index % 2 === 0 ? linked(piece) : piece))
    .join('')
}

for (const [from, to] of pages) writeFileSync(to, withLinks(readFileSync(from, 'utf8'), from, to))
