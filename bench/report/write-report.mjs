import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { documentOf } from './document.mjs'
import { picturesOf } from './pictures.mjs'

/**
 * Writes the report, with its pictures beside it.
 *
 * @param {URL | string} file
 * @param {readonly import('../comparison.mjs').NodeResults[]} all
 * @param {string} load what made the requests
 */
export async function writeReport(file, all, load) {
  const target = file instanceof URL ? file : pathToFileURL(file)
  const pictures = picturesOf(all)
  for (const picture of pictures) await writeFile(new URL(picture.file, target), picture.svg)
  await writeFile(target, await documentOf(all, load, pictures))
}
