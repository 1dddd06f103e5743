import { BoundedCache } from './bounded-cache.js'
import type { Codec } from './codec.js'
import { negotiate } from './negotiate.js'

/** What negotiation settles: who writes the representation, and as which of its media types. */
export interface Format {
  readonly codec: Codec
  readonly mediaType: string
}

/** The decision for one `Accept` field: the format of a success, if any will do, and the format that a failure gets. */
export interface Choice {
  readonly value: Format | undefined
  readonly failure: Format
}

/** Header fields longer than this are weighed every time instead of being remembered. */
const longestRemembered = 512

/** The formats on offer, and the decisions already taken among them. */
export class Formats {
  /** The first media type of each codec: what a 406 lists (RFC 9110 §15.5.7). */
  readonly available: readonly string[]
  readonly #values: ReadonlyMap<string, Format>
  readonly #failures: ReadonlyMap<string, Format>
  readonly #firstValue: Format
  readonly #firstFailure: Format
  readonly #decided = new BoundedCache<Choice>(1000)

  /**
   * @param codecs the favourite first; those that only read are passed over
   * @param forFailures codecs that failures may be written with where none of `codecs` can
   * @throws TypeError when nothing is left that writes values, or nothing that writes failures
   */
  constructor(codecs: readonly Codec[], forFailures: readonly Codec[] = []) {
    const writers = codecs.filter((codec) => codec.encode !== undefined)
    const own = writers.filter((codec) => codec.valuesOnly !== true)
    const tellers =
      own.length > 0 ? own : forFailures.filter((codec) => codec.encode !== undefined && !codec.valuesOnly)
    this.available = writers.map(firstMediaType)
    this.#values = offersOf(writers)
    this.#failures = new Map([...offersOf(tellers), ...problemsOf(tellers)])
    this.#firstValue = firstOf(writers, 'no codec can write values')
    this.#firstFailure = firstOf(tellers, 'no codec can write failures')
  }

  /** The decision for this `Accept` field. */
  choose(accept: string | undefined): Choice {
    if (accept === undefined) return this.#choice(this.#firstValue)
    if (accept.length > longestRemembered) return this.#decide(accept)
    return this.#decided.get(accept, (field) => this.#decide(field))
  }

  #decide(accept: string): Choice {
    const value = pick(accept, this.#values)
    return value === undefined ? { value, failure: this.#failureFor(accept) } : this.#choice(value, accept)
  }

  #choice(value: Format, accept?: string): Choice {
    return { value, failure: value.codec.valuesOnly === true ? this.#failureFor(accept) : value }
  }

  /** A failure is never turned into a 406: it takes what the header allows of all that can tell one, else the default. */
  #failureFor(accept: string | undefined): Format {
    return (accept === undefined ? undefined : pick(accept, this.#failures)) ?? this.#firstFailure
  }
}

/** Canonical media types come before all aliases, so that a range such as `text/*` reaches an alias last. */
function offersOf(codecs: readonly Codec[]): Map<string, Format> {
  const canonical = codecs.map((codec): [string, Format] => [firstMediaType(codec), formatOf(codec)])
  const aliases = codecs.flatMap((codec) =>
    codec.mediaTypes.slice(1).map((mediaType): [string, Format] => [mediaType, { codec, mediaType }]),
  )
  return new Map([...canonical, ...aliases])
}

/** A client that accepts problems alone gets its failures in their format. */
function problemsOf(codecs: readonly Codec[]): [string, Format][] {
  return codecs.flatMap((codec) => (codec.problemType === undefined ? [] : [[codec.problemType, formatOf(codec)]]))
}

function firstOf([first]: readonly Codec[], otherwise: string): Format {
  if (first === undefined) throw new TypeError(otherwise)
  return formatOf(first)
}

function pick(accept: string, offers: ReadonlyMap<string, Format>): Format | undefined {
  const mediaType = negotiate(accept, [...offers.keys()])
  return mediaType === undefined ? undefined : offers.get(mediaType)
}

function formatOf(codec: Codec): Format {
  return { codec, mediaType: firstMediaType(codec) }
}

function firstMediaType(codec: Codec): string {
  const [first] = codec.mediaTypes
  if (first === undefined) throw new TypeError(`the codec '${codec.name}' has no media type`)
  return first
}
