import { readSmallFile } from './read-small-file.js'

/** Returns the secret in a file, without the line end after it, or why there is none, as a phrase. */
export function readSecretFile(path: string): { readonly text: string } | { readonly failure: string } {
  const content = readSmallFile(path)
  if ('failure' in content) return content
  const text = content.text.replace(/\r?\n$/, '')
  return text.trim() === '' ? { failure: 'it is empty' } : { text }
}
