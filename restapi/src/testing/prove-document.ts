import { type AnswerFault, checkAnswer, mediaTypeOf } from './check-answer.js'
import {
  type DocumentedContent,
  type DocumentedOperation,
  type DocumentedResponse,
  documentedOperations,
} from './documented-operation.js'
import { type Combination, type Fault, ProofReport } from './proof-report.js'
import { type CaseSource, type Cases, type DrivenCase, defaultCase, type RequestCase } from './request-case.js'
import { SchemaChecker } from './schema-checker.js'
import { sendCase } from './send-case.js'

/** What is driven, and with what. */
export interface ProofOptions {
  /** Where the application runs: `http://127.0.0.1:3000`. */
  readonly baseUrl: string
  /** Requests by operation and status, where the examples of the document and what HTTP itself says will not do. */
  readonly cases?: Cases
  /** Header fields of every request: a token, for example. */
  readonly headers?: Readonly<Record<string, string>>
  /** The operations to drive, by name. @default all */
  readonly operations?: readonly string[]
  /** How long a body may be, in bytes. @default 1 MiB */
  readonly bodyLimit?: number
}

/**
 * Drives every operation of an OpenAPI 3.1 document, for every status that it documents and every media type of that, through a
 * running application, and checks status, header fields and content of each answer against the document: JSON by its schemas, XML
 * by its XML Objects as well, streams item by item. One request at a time, in the order of the document.
 *
 * @throws TypeError for a document that cannot be driven, and for cases of operations or statuses that it does not have
 */
export async function proveDocument(document: object, options: ProofOptions): Promise<ProofReport> {
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

/** One request of many. */
interface Driving {
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** What the answer should be in. */
  readonly mediaType: string | undefined
  /** What the body is sent in. */
  readonly body: DocumentedContent | undefined
}

interface Outcome {
  readonly faults: readonly AnswerFault[]
  /** What the answer is in. */
  readonly answered?: string | undefined
}

class Proof {
  readonly #document: object
  readonly #options: ProofOptions
  readonly #schemas: SchemaChecker
  readonly #covered: Combination[] = []
  readonly #missing: Combination[] = []
  readonly #faults: Fault[] = []

  constructor(document: object, options: ProofOptions) {
    this.#document = document
    this.#options = options
    this.#schemas = new SchemaChecker(document)
  }

  report(): ProofReport {
    return new ProofReport(this.#covered, this.#missing, this.#faults)
  }

  /** Drives a status in every media type that it has, and with a body in every media type that there is. */
  async drive(operation: DocumentedOperation, response: DocumentedResponse): Promise<void> {
    const mediaTypes =
      response.contents.length === 0 ? [undefined] : response.contents.map(({ mediaType }) => mediaType)
    const makers = this.#makers(operation, response) ?? []
    const rounds = Math.max(mediaTypes.length, response.status < 400 ? operation.body.length : 1)
    const found = new Set<string | undefined>()
    const wrong = new Set<string | undefined>()
    const combination = { operationId: operation.operationId, status: response.status }
    for (let round = 0; round < rounds; round++) {
      const mediaType = mediaTypes[round % mediaTypes.length]
      const body = operation.body[round % Math.max(operation.body.length, 1)]
      for (const make of makers) {
        const { faults, answered = mediaType } = await this.#send(make, { operation, response, mediaType, body })
        this.#faults.push(...faults.map((fault) => ({ ...combination, mediaType, ...fault })))
        if (faults.length === 0) found.add(answered)
        else wrong.add(mediaType)
      }
    }
    for (const mediaType of mediaTypes) {
      if (!found.has(mediaType) && !wrong.has(mediaType)) this.#missing.push({ ...combination, mediaType })
      else if (!wrong.has(mediaType)) this.#covered.push({ ...combination, mediaType })
    }
  }

  async #send(make: () => Promise<DrivenCase>, driving: Driving): Promise<Outcome> {
    const { operation, response, mediaType, body } = driving
    const { baseUrl, headers = {} } = this.#options
    const document = this.#document
    try {
      const answer = await sendCase(await make(), { document, operation, mediaType, body, baseUrl, headers })
      const faults = checkAnswer(answer, { document, schemas: this.#schemas, operation, response, mediaType })
      return { faults, answered: mediaTypeOf(answer) }
    } catch (error) {
      const message = error instanceof Error ? `${error.message} ${causeOf(error)}`.trim() : String(error)
      return { faults: [{ kind: 'request', message }] }
    }
  }

  /** What makes the requests for a status: the team's cases, else the one that follows from HTTP; `undefined` for neither. */
  #makers(
    operation: DocumentedOperation,
    response: DocumentedResponse,
  ): readonly (() => Promise<DrivenCase>)[] | undefined {
    const own = this.#sources(operation, response.status)
    if (own.length > 0) return own.map((source) => () => made(source))
    const isFirstSuccess = response === successOf(operation)
    if (isFirstSuccess) return [async () => ({})]
    const { bodyLimit = 2 ** 20 } = this.#options
    const making = { operation, response, bodyLimit }
    if (defaultCase({}, making) === undefined) return undefined
    const success = successOf(operation)
    const [source = {}] = success === undefined ? [] : this.#sources(operation, success.status)
    return [async () => defaultCase(await made(source), making) ?? {}]
  }

  #sources({ operationId }: DocumentedOperation, status: number): readonly CaseSource[] {
    const given = this.#options.cases?.[operationId]?.[status]
    return given === undefined ? [] : [given].flat()
  }
}

/** The first success, which the document alone may be enough to reach. */
function successOf({ responses }: DocumentedOperation): DocumentedResponse | undefined {
  return responses.find(({ status }) => status >= 200 && status < 300)
}

async function made(source: CaseSource): Promise<RequestCase> {
  return typeof source === 'function' ? source() : source
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? `(${cause.message})` : ''
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
