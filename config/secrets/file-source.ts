import { readSecretFile } from '../sources/secret-file.js'
import { SecretError, type SecretSource } from './secret-source.js'

/** The source of secrets in files. It reads a file anew each time, because orchestrators replace them. */
export const fileSource: SecretSource = {
  read: async (path) => {
    const content = readSecretFile(path)
    if ('failure' in content) throw new SecretError(`the file ${path} has no secret (${content.failure})`, 'passing')
    return content.text
  },
  close: () => {},
}
