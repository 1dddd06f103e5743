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
  | 'body'
  | 'xml'
  | 'stream'
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
    if (!this.isProven) throw new Error(this.toString())
  }

  /** What was covered, what was not, and what is wrong, for people to read. */
  toString(): string {
    const { covered, missing, faults } = this
    const operations = new Set(covered.map(({ operationId }) => operationId)).size
    return [
      `${covered.length} combinations of operation, status and media type are as documented, of ${operations} operations`,
      ...lines('not reached', missing.map(nameOf)),
      ...lines(
        'wrong',
        faults.map((fault) => `${nameOf(fault)}: ${fault.kind}: ${fault.message}`),
      ),
    ].join('\n')
  }
}

function lines(title: string, items: readonly string[]): readonly string[] {
  return items.length === 0 ? [] : [`${items.length} ${title}:`, ...items.map((item) => `  ${item}`)]
}

function nameOf({ operationId, status, mediaType }: Combination): string {
  return [operationId, status, mediaType ?? 'without content'].join(' ')
}
