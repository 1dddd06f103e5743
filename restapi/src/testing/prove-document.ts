import { type DocumentedOperation, documentedOperations } from './documented-operation.js'
import { Proof } from './proof.js'
import { checkProofOptions, type ProofOptions } from './proof-options.js'
import type { ProofReport } from './proof-report.js'
import type { Cases } from './request-case.js'

/**
 * Drives every operation of an OpenAPI 3.1 document, for every status that it documents and every media type of that, its aliases
 * included, through a running application, with bodies in every media type that is read. Status, header fields and content of each
 * answer are checked against the document: JSON by its schemas, XML by its XML Objects as well, streams item by item, pages by what
 * they show; and HEAD against GET. Who asks for other media types gets nothing undocumented. One request at a time, in the order of the document.
 *
 * @throws TypeError for a document that cannot be driven, for wrong options, and for cases of operations or statuses that it does not have
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

/** A case for nothing would prove nothing. */
function checkNames(operations: readonly DocumentedOperation[], cases: Cases): void {
  for (const [name, statuses] of Object.entries(cases)) {
    const operation = operations.find(({ operationId }) => operationId === name)
    if (operation === undefined)
      throw new TypeError(`the document has no operation '${name}', for which there is a case`)
    for (const status of Object.keys(statuses)) {
      if (!operation.responses.some((response) => response.status === Number(status)))
        throw new TypeError(`the document has no ${status} for '${name}', for which there is a case`)
    }
  }
}
