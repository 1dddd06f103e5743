import { type DocumentedOperation, documentedOperations } from './documented-operation.js'
import { Proof } from './proof.js'
import { checkProofOptions, type ProofOptions } from './proof-options.js'
import type { ProofReport } from './proof-report.js'
import type { Cases } from './request-case.js'

/**
 * Proves that a running application answers as its OpenAPI 3.1 document says. It requests each documented operation, status and media type,
 * aliases included, with a body in each media type that the operation reads. It compares status, header fields and content with the
 * document: JSON with its schemas, XML also with its XML Objects, streams item by item, pages by the values that they show, HEAD with GET.
 * Requests for other media types must not get an undocumented answer. Requests run one after the other, in document order.
 *
 * @throws TypeError for a document that is not usable, for wrong options, and for cases of unknown operations or statuses
 */
export async function proveDocument(document: object, options: ProofOptions): Promise<ProofReport> {
  checkProofOptions(options)
  const all = documentedOperations(document)
  checkNames(all, options.cases ?? {})
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
