import openapiTS, { astToString } from 'openapi-typescript'

const header = '// Made from openapi.yaml by `npm run openapi`.\n'

/**
 * The types of a client of what this document describes.
 *
 * @param {object} document
 * @returns {Promise<string>}
 */
export async function typesOf(document) {
  return header + astToString(await openapiTS(JSON.stringify(document)))
}

// What is run by itself writes the types of the document that it is given, for those who cannot import it.
if (process.argv[2] === 'stdin') {
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  process.stdout.write(await typesOf(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
}
