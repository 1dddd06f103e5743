import type { CredentialMakers } from './credentials.js'
import { type DocumentedOperation, documentedOperations } from './documented-operation.js'
import { Proof } from './proof.js'
import { checkProofOptions, type ProofOptions } from './proof-options.js'
import type { ProofReport } from './proof-report.js'
import type { Cases } from './request-case.js'

/**
 * Proves that a running application answers as its OpenAPI 3.1 or 3.2 document says. It requests each documented operation, status and media type,
 * aliases included, with a body in each media type that the operation reads. It compares status, header fields and content with the
 * document: JSON with its schemas, XML also with its XML Objects, streams item by item, pages by the values that they show, HEAD with GET.
 * Secured operations must refuse requests without
 * credentials, with wrong ones, and with too few scopes. Requests for other media types must not get an undocumented answer. Requests run one after the other, in document order.
 *
 * @throws TypeError for a document that is not usable, for wrong options, and for cases of unknown operations or statuses
 * @example
 * import { once } from 'node:events'
 * import type { AddressInfo } from 'node:net'
 *
 * const description = { responses: { 200: z.object({ status: z.string() }) }, operationId: 'readHealth' }
 * routes.get('/health', description, () => ({ status: 'up' }))
 * const server = createServer(express().use(routes).use(api.fallback())).listen(0, '127.0.0.1')
 * await once(server, 'listening')
 *
 * const document = openapi(routes, { info: { title: 'Shop', version: '1.0.0' } })
 * const { port } = server.address() as AddressInfo
 * const report = await proveDocument(document, { baseUrl: `http://127.0.0.1:${port}` })
 * report.faults // => []
 * server.close()
 */
export async function proveDocument(document: object, options: ProofOptions): Promise<ProofReport> {
  checkProofOptions(options)
  const all = documentedOperations(document)
  checkNames(all, options.cases ?? {})
  checkCredentials(document, options.credentials ?? {})
  for (const name of options.operations ?? []) {
    if (!all.some(({ operationId }) => operationId === name))
      throw new TypeError(`the document has no operation '${name}'`)
  }
  const operations = all.filter(({ operationId }) => options.operations?.includes(operationId) ?? true)
  const proof = new Proof(document, options)
  for (const operation of operations) {
    for (const response of operation.responses) await proof.drive(operation, response)
  }
  return proof.report()
}

/** Refuses credentials for schemes that the document does not have: a typo would leave operations without credentials. */
function checkCredentials(document: object, makers: CredentialMakers): void {
  const { components } = document as { readonly components?: { readonly securitySchemes?: object } }
  const known = Object.keys(components?.securitySchemes ?? {})
  for (const [name, make] of Object.entries(makers)) {
    if (!known.includes(name)) {
      throw new TypeError(
        `the document has no security scheme '${name}'; options.credentials names it, and the document has ${known.join(', ') || 'none'}`,
      )
    }
    if (typeof make !== 'function')
      throw new TypeError(`options.credentials.${name} must be a function of scopes that returns credentials`)
  }
}

/** Refuses cases for operations or statuses that the document does not have: a typo would otherwise skip them. */
function checkNames(operations: readonly DocumentedOperation[], cases: Cases): void {
  for (const [name, statuses] of Object.entries(cases)) {
    const operation = operations.find(({ operationId }) => operationId === name)
    if (operation === undefined) throw new TypeError(`the document has no operation '${name}'; options.cases names it`)
    for (const status of Object.keys(statuses)) {
      if (!operation.responses.some((response) => response.status === Number(status)))
        throw new TypeError(`the document has no ${status} for '${name}'; options.cases names it`)
    }
  }
}
