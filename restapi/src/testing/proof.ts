import { isRead } from '../http/conditions.js'
import { type AnswerFault, checkAnswer, type Finding, kindOf, mediaTypeOf, strayFaults } from './check-answer.js'
import { challengeFaults } from './check-challenges.js'
import { headFaults, listedIn, optionsFaults } from './check-headers.js'
import { scalarsOf } from './check-page.js'
import { defaultCases, isOfRouterOnly, malformedCases } from './default-cases.js'
import {
  contentOf,
  type DocumentedContent,
  type DocumentedOperation,
  type DocumentedResponse,
  mediaTypesOf,
} from './documented-operation.js'
import { drivenTypes } from './driven-types.js'
import type { ProofOptions } from './proof-options.js'
import { type Combination, type Fault, ProofReport } from './proof-report.js'
import type { CaseSource, DrivenCase, RequestCase } from './request-case.js'
import { SchemaChecker } from './schema-checker.js'
import { BrokenOffError, type ReadAnswer, sendCase } from './send-case.js'

/** A documented answer to request, in one media type and with one format of the body. */
interface Driving {
  readonly operation: DocumentedOperation
  readonly response: DocumentedResponse
  /** The expected media type of the answer. */
  readonly mediaType: string | undefined
  /** The format of the body. */
  readonly body: DocumentedContent | undefined
}

interface Outcome extends Finding {
  /** The media type of the answer. */
  readonly answered?: string | undefined
}

type MakeCase = () => Promise<DrivenCase>

/** A proof in progress. */
export class Proof {
  readonly #document: object
  readonly #options: ProofOptions
  readonly #schemas: SchemaChecker
  readonly #foreignHeaders: ReadonlySet<string>
  /** The paths for which OPTIONS has been checked. */
  readonly #optionsOf = new Set<string>()
  readonly #probes: readonly string[]
  readonly #covered: Combination[] = []
  readonly #missing: Combination[] = []
  readonly #faults: Fault[] = []

  constructor(document: object, options: ProofOptions) {
    this.#document = document
    this.#options = options
    this.#schemas = SchemaChecker.of(document)
    this.#probes = probes.filter((probe) => options.foreignMediaTypes?.includes(probe) !== true)
    this.#foreignHeaders = new Set(options.foreignHeaders?.map((name) => name.toLowerCase()))
  }

  report(): ProofReport {
    return new ProofReport(this.#covered, this.#missing, this.#faults)
  }

  /** Requests a status in each of its media types, and with a body in each media type that the operation reads. */
  async drive(operation: DocumentedOperation, response: DocumentedResponse): Promise<void> {
    const mediaTypes = drivenTypes(operation, response)
    const bodies = operation.body.flatMap((body) => mediaTypesOf([body]).map((mediaType) => ({ ...body, mediaType })))
    const found = new Set<string | undefined>()
    const wrong = new Set<string | undefined>()
    const withItems = new Map<string | undefined, boolean>()
    const combination = { operationId: operation.operationId, status: response.status }
    const note = (mediaType: string | undefined, faults: readonly AnswerFault[]): void => {
      this.#faults.push(...faults.map((fault) => ({ ...combination, mediaType, ...fault })))
      if (faults.length > 0) wrong.add(mediaType)
    }
    for (let round = 0; round < Math.max(mediaTypes.length, bodies.length); round++) {
      const mediaType = mediaTypes[round % mediaTypes.length]
      const driving = { operation, response, mediaType, body: bodies[round % bodies.length] }
      for (const make of this.#makers(driving)) {
        const { faults, items, answered = mediaType } = await this.#send(make, driving)
        note(mediaType, faults)
        if (faults.length === 0) found.add(answered)
        if (items !== undefined) withItems.set(answered, withItems.get(answered) === true || items > 0)
      }
    }
    const documented = mediaTypesOf(response.contents)
    for (const mediaType of this.#probes.filter((probe) => !documented.includes(probe))) {
      note(mediaTypes[0], await this.#probe({ operation, response, mediaType, body: bodies[0] }))
    }
    for (const [mediaType, hasItems] of withItems) {
      const content = contentOf(response.contents, mediaType)
      if (content !== undefined && !hasItems) note(mediaType, [{ kind: kindOf(content), message: noItems }])
    }
    for (const mediaType of mediaTypes) {
      if (wrong.has(mediaType)) continue
      if (found.has(mediaType)) this.#covered.push({ ...combination, mediaType })
      else this.#missing.push({ ...combination, mediaType })
    }
  }

  async #send(make: MakeCase, driving: Driving): Promise<Outcome> {
    const { operation, response, mediaType } = driving
    try {
      const driven = await make()
      const isGet = operation.method === 'GET' && response.status < 300 && response.status !== 206 // HEAD has no ranges
      const isPage = contentOf(response.contents, mediaType)?.isPage === true
      const shown = isGet && isPage ? await this.#shown(driven, driving) : []
      const answer = await this.#ask(driven, driving)
      const { faults, items } = checkAnswer(answer, {
        ...driving,
        document: this.#document,
        schemas: this.#schemas,
        foreignHeaders: this.#foreignHeaders,
        decode: this.#options.decode ?? {},
        shown,
      })
      const ofHead = isGet ? headFaults(await this.#ask({ ...driven, method: 'HEAD' }, driving), answer) : []
      const ofOptions = await this.#optionsFaults(answer, driven, driving)
      const all = [
        ...faults,
        ...challengeFaults(answer, driven.credentials).map((message): AnswerFault => ({ kind: 'header', message })),
        ...ofHead.map((message): AnswerFault => ({ kind: 'head', message })),
        ...ofOptions.map((message): AnswerFault => ({ kind: 'options', message })),
      ]
      return { faults: all, answered: mediaTypeOf(answer), ...(items === undefined ? {} : { items }) }
    } catch (error) {
      const message = error instanceof Error ? `${error.message} ${causeOf(error)}`.trim() : String(error)
      return { faults: [{ kind: error instanceof BrokenOffError ? 'stream' : 'request', message }] }
    }
  }

  /** Checks OPTIONS once for each path whose 405 lists it in `Allow`, unless OPTIONS is documented as an operation. */
  async #optionsFaults(refused: ReadAnswer, driven: DrivenCase, driving: Driving): Promise<readonly string[]> {
    const { path, methods } = driving.operation
    const isListed = refused.status === 405 && listedIn(refused.headers.get('allow')).includes('OPTIONS')
    if (!isListed || methods.includes('OPTIONS') || this.#optionsOf.has(path)) return []
    this.#optionsOf.add(path)
    return optionsFaults(await this.#ask({ ...driven, method: 'OPTIONS' }, driving), refused)
  }

  /** Requests an undocumented media type: the answer must be documented all the same. Successes that change something are not repeated. */
  async #probe(driving: Driving): Promise<readonly AnswerFault[]> {
    const { operation, response, mediaType } = driving
    const [make] = this.#makers(driving)
    if (make === undefined || (response.status < 300 && !isRead(operation.method))) return []
    try {
      const answer = await this.#ask(await make(), driving)
      const faults = strayFaults(answer, operation)
      return faults.map((fault) => ({ ...fault, message: `for Accept: ${mediaType}: ${fault.message}` }))
    } catch {
      return [] // the requests for documented media types report missing answers
    }
  }

  #ask(driven: DrivenCase, driving: Driving): Promise<ReadAnswer> {
    const { baseUrl, headers: given = {}, credentials = {} } = this.#options
    const { operationId, method, path } = driving.operation
    const headers = typeof given === 'function' ? given({ operationId, method, path }) : given
    return sendCase(driven, { ...driving, document: this.#document, baseUrl, headers, credentials })
  }

  /** Returns the values of the same answer in JSON, without those that differ between two requests. */
  async #shown(driven: DrivenCase, driving: Driving): Promise<readonly string[]> {
    const mediaType = driving.response.contents.find((content) => /[/+]json$/.test(content.mediaType))?.mediaType
    if (mediaType === undefined) return []
    const read = async (): Promise<readonly string[]> => {
      const { content } = await this.#ask(driven, { ...driving, mediaType })
      return scalarsOf(JSON.parse(Buffer.from(content).toString('utf8')))
    }
    const [first, second] = [await read(), await read()]
    return first.filter((each) => second.includes(each))
  }

  /** Returns the functions that make the cases for a status: those of the options, and those that follow from HTTP. */
  #makers(driving: Driving): readonly MakeCase[] {
    const { operation, response, body } = driving
    const success = successOf(operation)
    const sources = isOfRouterOnly(driving) ? [] : this.#sources(operation, response.status)
    const own = sources.map((source) => () => made(source))
    if (response === success) return own.length > 0 ? own : [async () => ({})]
    const [source = {}] = success === undefined ? [] : this.#sources(operation, success.status)
    const { bodyLimit = 2 ** 20, credentials = {} } = this.#options
    const casesFrom = (from: RequestCase): readonly DrivenCase[] =>
      own.length === 0
        ? defaultCases(from, { ...driving, bodyLimit, credentials })
        : response.status === 400
          ? malformedCases(from, body)
          : []
    const further = casesFrom({}).map((_, at) => async () => casesFrom(await made(source))[at] ?? {})
    return [...own, ...further]
  }

  #sources({ operationId }: DocumentedOperation, status: number): readonly CaseSource[] {
    const given = this.#options.cases?.[operationId]?.[status]
    return given === undefined ? [] : [given].flat()
  }
}

/** Media types that services often have and do not document. */
const probes: readonly string[] = [
  'text/json',
  'text/xml',
  'text/html',
  'application/yaml',
  'text/csv',
  'application/x-ndjson',
]

const noItems = 'no answer has an item, so the schema of items is not proven; add a case whose answer has items'

/** Returns the response of the first success. The examples of the document may be enough to reach it. */
function successOf({ responses }: DocumentedOperation): DocumentedResponse | undefined {
  return responses.find(({ status }) => status >= 200 && status < 300)
}

async function made(source: CaseSource): Promise<RequestCase> {
  return typeof source === 'function' ? source() : source
}

function causeOf({ cause }: Error): string {
  return cause instanceof Error ? `(${cause.message})` : ''
}
