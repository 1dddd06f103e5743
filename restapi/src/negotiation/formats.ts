import type { Codec } from '../formats/codec.js'
import { Format, firstMediaType } from '../formats/format.js'
import type { NegotiationReason } from '../outcomes/diagnostics.js'
import { BoundedCache } from '../values/bounded-cache.js'
import { type Accept, parseAccept } from './accept.js'
import { weigh } from './negotiate.js'

/** The decision for one `Accept` field: the format of a success, if any will do, and the format that a failure gets. */
export interface Choice {
  readonly value: Format | undefined
  readonly failure: Format
  /** The format of whatever the answer will be, as far as it can be known: that of a success, else that of a failure. */
  readonly format: Format
  readonly reason: NegotiationReason | 'query'
  /** All formats among which it was chosen. */
  readonly offers: readonly Format[]
}

/** Header fields longer than this are weighed every time instead of being remembered. */
const longestRemembered = 512

/** The formats on offer, and the decisions already taken among them. */
export class Formats {
  /** The first media type of each codec: what a 406 lists (RFC 9110 §15.5.7). */
  readonly available: readonly string[]
  /** The codecs that write values, the favourite first. */
  readonly writers: readonly Codec[]
  readonly #values: ReadonlyMap<string, Format>
  readonly #named: ReadonlyMap<string, Format>
  readonly #offers: readonly Format[]
  readonly #ready: readonly string[]
  readonly #tellers: readonly Codec[]
  readonly #failures: ReadonlyMap<string, Format>
  readonly #firstFailure: Format
  readonly #noAccept: Choice
  readonly #decided = new BoundedCache<Choice>(1000)
  readonly #decideAnew = (accept: string): Choice => this.#decide(accept)

  /**
   * @param codecs the favourite first; those that only read are passed over
   * @param forFailures codecs that failures may be written with where none of `codecs` can
   * @param ready media types of content that the endpoint may make by itself
   * @throws TypeError when nothing is left that writes values, or nothing that writes failures
   */
  constructor(codecs: readonly Codec[], forFailures: readonly Codec[] = [], ready: readonly string[] = []) {
    const writers = codecs.filter((codec) => codec.encode !== undefined)
    const own = writers.flatMap(failureCodecs)
    const tellers = writers.filter(tellsFailures).every(isForPeople)
      ? [...own, ...forFailures.flatMap(failureCodecs)]
      : own
    this.available = [...writers.map(firstMediaType), ...ready]
    this.#ready = ready
    this.writers = writers
    if (writers.every(isForPeople)) throw new TypeError('no codec can write values for programs')
    this.#values = offersOf(writers)
    this.#named = new Map(writers.map((codec) => [codec.name, new Format(codec)]))
    this.#tellers = withoutTwins(tellers)
    this.#failures = new Map([...offersOf(this.#tellers), ...problemsOf(this.#tellers)])
    const firstTeller = this.#tellers.find((codec) => !isForPeople(codec))
    if (firstTeller === undefined) throw new TypeError('no codec can write failures')
    this.#firstFailure = new Format(firstTeller)
    this.#offers = [...this.#named.values()]
    this.#noAccept = this.#decide(undefined)
  }

  /** The codecs that write failures. */
  get tellers(): readonly Codec[] {
    return this.#tellers
  }

  /** The names by which a link may ask for a format. */
  get names(): readonly string[] {
    return [...this.#named.keys()]
  }

  /** The decision for this `Accept` field. */
  choose(accept: string | undefined): Choice {
    if (accept === undefined) return this.#noAccept
    if (accept.length > longestRemembered) return this.#decide(accept)
    return this.#decided.get(accept, this.#decideAnew)
  }

  /** The decision for a codec asked for by name, in a link that cannot set `Accept`. */
  chooseByName(name: string, accept: string | undefined): Choice {
    return this.#choice(this.#named.get(name), parseAccept(accept), 'query')
  }

  #decide(field: string | undefined): Choice {
    const accept = parseAccept(field)
    const { mediaType = '', reason } = weigh(accept, askedFor(this.#values, accept))
    return this.#choice(this.#values.get(mediaType) ?? this.#besideReady(accept), accept, reason)
  }

  #choice(value: Format | undefined, accept: Accept | undefined, reason: Choice['reason']): Choice {
    const failure = this.#failureFor(value, accept)
    return { value, failure, format: value ?? failure, reason, offers: this.#offers }
  }

  /** Who asks for nothing but what the endpoint makes by itself may have that; should a value come instead, it is in this format. */
  #besideReady(accept: Accept | undefined): Format | undefined {
    return this.#ready.length > 0 && weigh(accept, this.#ready).mediaType !== undefined ? this.#firstFailure : undefined
  }

  /** A failure is never turned into a 406: it takes the format of the value, or what comes closest of all that can tell one. */
  #failureFor(value: Format | undefined, accept: Accept | undefined): Format {
    if (value !== undefined && value.codec.valuesOnly !== true) return value
    const family = this.#tellers.find(({ suffix }) => suffix !== undefined && suffix === value?.codec.suffix)
    if (family !== undefined) return new Format(family)
    const { mediaType = '' } = weigh(accept, askedFor(this.#failures, accept))
    return this.#failures.get(mediaType) ?? this.#firstFailure
  }
}

/** The media types of these formats, but of those for people only where the field names one of them. */
function askedFor(formats: ReadonlyMap<string, Format>, accept: Accept | undefined): string[] {
  const isAsked = ({ mediaTypes }: Codec): boolean => mediaTypes.some((mediaType) => accept?.ranges.has(mediaType))
  return [...formats].flatMap(([mediaType, { codec }]) => (!isForPeople(codec) || isAsked(codec) ? [mediaType] : []))
}

function isForPeople({ forPeople }: Codec): boolean {
  return forPeople === true
}

function tellsFailures({ encode, valuesOnly }: Codec): boolean {
  return encode !== undefined && valuesOnly !== true
}

/** The codec that writes the failures of a format: itself, or the one of its family that it names. */
function failureCodecs(codec: Codec): readonly Codec[] {
  if (tellsFailures(codec)) return [codec]
  return codec.failures === undefined ? [] : [codec.failures]
}

/** The first codec of each media type. */
function withoutTwins(codecs: readonly Codec[]): readonly Codec[] {
  return codecs.filter((codec, at) => codecs.findIndex((each) => firstMediaType(each) === firstMediaType(codec)) === at)
}

/** Canonical media types come before all aliases, so that a range such as `text/*` reaches an alias last. */
function offersOf(codecs: readonly Codec[]): Map<string, Format> {
  const canonical = codecs.map((codec): [string, Format] => [firstMediaType(codec), new Format(codec)])
  const aliases = codecs.flatMap((codec) =>
    codec.mediaTypes.slice(1).map((mediaType): [string, Format] => [mediaType, new Format(codec, mediaType)]),
  )
  return new Map([...canonical, ...aliases])
}

/** A client that accepts problems alone gets its failures in their format. */
function problemsOf(codecs: readonly Codec[]): [string, Format][] {
  return codecs.flatMap((codec) => (codec.problemType === undefined ? [] : [[codec.problemType, new Format(codec)]]))
}
