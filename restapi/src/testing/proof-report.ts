/**
 * An operation, a status and a media type.
 *
 * @example
 * const missing: readonly Combination[] = [{ operationId: 'readHealth', status: 503, mediaType: 'application/json' }]
 * const report = new ProofReport([], missing, [])
 */
export interface Combination {
  readonly operationId: string
  readonly status: number
  /** `undefined` for an answer without content. */
  readonly mediaType: string | undefined
}

/**
 * The part of an answer that differs from the document.
 *
 * @example
 * const urgent: readonly FaultKind[] = ['status', 'body']
 * const areUrgent = ({ faults }: ProofReport) => faults.some(({ kind }) => urgent.includes(kind))
 */
export type FaultKind =
  | 'status'
  | 'undocumented-status'
  | 'media-type'
  | 'header'
  | 'head'
  | 'options'
  | 'body'
  | 'xml'
  | 'stream'
  | 'page'
  | 'request'

/**
 * A difference between an answer and the document.
 *
 * @example
 * const place = { operationId: 'readHealth', status: 200, mediaType: 'application/json' }
 * const fault: Fault = { ...place, kind: 'body', message: 'state must be text' }
 * const report = new ProofReport([], [], [fault])
 * report.isProven // => false
 */
export interface Fault extends Combination {
  readonly kind: FaultKind
  readonly message: string
}

/**
 * The result of a proof: covered combinations, missing combinations and faults.
 *
 * @example
 * const report = new ProofReport([], [{ operationId: 'readHealth', status: 200, mediaType: 'application/json' }], [])
 * report.isProven // => false
 */
export class ProofReport {
  /** The combinations that were requested and are as documented. */
  readonly covered: readonly Combination[]
  /** The combinations that no case reaches: add cases for them. */
  readonly missing: readonly Combination[]
  readonly faults: readonly Fault[]

  constructor(covered: readonly Combination[], missing: readonly Combination[], faults: readonly Fault[]) {
    this.covered = covered
    this.missing = missing
    this.faults = faults
  }

  /** True when each combination was requested and each answer is as documented. */
  get isProven(): boolean {
    return this.covered.length > 0 && this.missing.length === 0 && this.faults.length === 0
  }

  /** Passes when the document is proven. @throws Error that lists all faults and missing combinations otherwise */
  assertProven(): void {
    if (!this.isProven) throw new Error([this.#summary(), ...this.#failings()].join('\n'))
  }

  /** Returns the covered combinations by operation and status, then missing combinations and faults, as text for people. */
  toString(): string {
    const covered = grouped(this.covered, ({ operationId }) => operationId).flatMap((ofOperation) => [
      ofOperation[0].operationId,
      ...grouped(ofOperation, ({ status }) => status).map(
        (ofStatus) => `  ${ofStatus[0].status} ${ofStatus.map(contentOf).join(', ')}`,
      ),
    ])
    return [...covered, this.#summary(), ...this.#failings()].join('\n')
  }

  #summary(): string {
    const operations = new Set(this.covered.map(({ operationId }) => operationId)).size
    return `${this.covered.length} combinations of operation, status and media type are as documented, of ${operations} operations`
  }

  #failings(): readonly string[] {
    const wrong = this.faults.map((fault) => `${nameOf(fault)}: ${fault.kind}: ${fault.message}`)
    return [...lines('not reached', this.missing.map(nameOf)), ...lines('wrong', [...new Set(wrong)])]
  }
}

/** Groups items by key, in the order of the first item of each group. */
function grouped<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): readonly [Item, ...Item[]][] {
  const groups = new Map<Key, [Item, ...Item[]]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group === undefined) groups.set(keyOf(item), [item])
    else group.push(item)
  }
  return [...groups.values()]
}

function lines(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${items.length} ${title}:`, ...items.map((item) => `  ${item}`)]
}

function nameOf({ operationId, status, ...combination }: Combination): string {
  return [operationId, status, contentOf(combination)].join(' ')
}

function contentOf({ mediaType }: Pick<Combination, 'mediaType'>): string {
  return mediaType ?? 'without content'
}
