/** An operation, one of its statuses, and one of the media types of that. */
export interface Combination {
  readonly operationId: string
  readonly status: number
  /** `undefined` for an answer without content. */
  readonly mediaType: string | undefined
}

/** What can be wrong with an answer. */
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

/** One way in which an answer is not as the document says. */
export interface Fault extends Combination {
  readonly kind: FaultKind
  readonly message: string
}

/** What was driven, what was found, and what could not be reached. */
export class ProofReport {
  /** The combinations that were driven and are as documented. */
  readonly covered: readonly Combination[]
  /** The combinations for which no case was given and none could be made. */
  readonly missing: readonly Combination[]
  readonly faults: readonly Fault[]

  constructor(covered: readonly Combination[], missing: readonly Combination[], faults: readonly Fault[]) {
    this.covered = covered
    this.missing = missing
    this.faults = faults
  }

  /** Whether every combination was driven, and every answer was as documented. */
  get isProven(): boolean {
    return this.covered.length > 0 && this.missing.length === 0 && this.faults.length === 0
  }

  /** @throws Error that lists everything that is wrong or missing, unless all is proven */
  assertProven(): void {
    if (!this.isProven) throw new Error([this.#summary(), ...this.#failings()].join('\n'))
  }

  /** What was covered, by operation and status, what was not, and what is wrong, for people to read. */
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

/** What has the same key, together, in the order of the first of each. */
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
