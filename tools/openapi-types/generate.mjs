import openapiTS, { astToString } from 'openapi-typescript'

const header = '// Made from openapi.yaml by `npm run openapi`.\n'

/**
 * Returns the TypeScript source of the types of an OpenAPI document.
 *
 * @param {object} document
 * @returns {Promise<string>}
 */
export async function typesOf(document) {
  return header + astToString(await openapiTS(JSON.stringify(document)))
}

// As a program, it reads a document from standard input and writes its types, for callers that cannot import it.
if (process.argv[2] === 'stdin') {
  const chunks = []
  for await (const chunk of process.stdin) chunks.push(chunk)
  process.stdout.write(await typesOf(JSON.parse(Buffer.concat(chunks).toString('utf8'))))
}
