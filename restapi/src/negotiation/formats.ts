import type { Codec } from '../formats/codec.js'
import { Format, firstMediaType } from '../formats/format.js'
import type { NegotiationReason } from '../outcomes/diagnostics.js'
import { BoundedCache } from '../values/bounded-cache.js'
import { type Accept, parseAccept } from './accept.js'
import { weigh } from './negotiate.js'

/** The formats that one `Accept` field leads to: that of a success and that of a failure. */
export interface Choice {
  /** The format of a success; `undefined` when `Accept` allows none (406). */
  readonly value: Format | undefined
  /** The format of a failure. There always is one. */
  readonly failure: Format
  /** `value`, or `failure` where there is no `value`. */
  readonly format: Format
  readonly reason: NegotiationReason | 'query'
  /** All formats that were on offer. */
  readonly offers: readonly Format[]
}

/** UTF-16 units of the longest `Accept` field whose choice is cached. Longer ones would let a client fill the memory. */
const longestCached = 512

/** The formats on offer. Chooses among them for an `Accept` field, and caches each choice. */
export class Formats {
  /** The first media type of each codec. A 406 lists them (RFC 9110 §15.5.7). */
  readonly available: readonly string[]
  /** The codecs that write values, the default first. */
  readonly writers: readonly Codec[]
  readonly #values: ReadonlyMap<string, Format>
  readonly #named: ReadonlyMap<string, Format>
  readonly #offers: readonly Format[]
  readonly #ready: readonly string[]
  /** The codecs that write failures. */
  readonly failureCodecs: readonly Codec[]
  readonly #failures: ReadonlyMap<string, Format>
  readonly #firstFailure: Format
  readonly #noAccept: Choice
  readonly #decided = new BoundedCache<Choice>(1000)
  readonly #decideAnew = (accept: string): Choice => this.#decide(accept)

  /**
   * @param codecs the default first; codecs without `encode` are ignored
   * @param forFailures further codecs for failures, used when no codec for programs in `codecs` writes failures
   * @param ready media types of content that the endpoint makes itself
   * @throws TypeError when no codec writes values for programs, or none writes failures
   */
  constructor(codecs: readonly Codec[], forFailures: readonly Codec[] = [], ready: readonly string[] = []) {
    const writers = codecs.filter((codec) => codec.encode !== undefined)
    const own = writers.flatMap(failureCodecsOf)
    const needsMore = writers.filter(writesFailures).every(isForPeople)
    this.available = [...writers.map(firstMediaType), ...ready]
    this.#ready = ready
    this.writers = writers
    if (writers.every(isForPeople))
      throw new TypeError('no codec can write values for programs; add one, such as json()')
    this.#values = offersOf(writers)
    this.#named = new Map(writers.map((codec) => [codec.name, new Format(codec)]))
    this.failureCodecs = withoutDuplicates(needsMore ? [...own, ...forFailures.flatMap(failureCodecsOf)] : own)
    this.#failures = new Map([...offersOf(this.failureCodecs), ...problemsOf(this.failureCodecs)])
    const first = this.failureCodecs.find((codec) => !isForPeople(codec))
    if (first === undefined) throw new TypeError('no codec can write failures; add one, such as json()')
    this.#firstFailure = new Format(first)
    this.#offers = [...this.#named.values()]
    this.#noAccept = this.#decide(undefined)
  }

  /** The names of codecs, which the format parameter of a query takes. */
  get names(): readonly string[] {
    return [...this.#named.keys()]
  }

  /** Chooses the formats for an `Accept` field. */
  choose(accept: string | undefined): Choice {
    if (accept === undefined) return this.#noAccept
    if (accept.length > longestCached) return this.#decide(accept)
    return this.#decided.get(accept, this.#decideAnew)
  }

  /**
   * Chooses the formats for a codec that the query names, since a link cannot set `Accept`.
   *
   * @param accept decides the format of a failure when there is no codec of that name
   */
  chooseByName(name: string, accept: string | undefined): Choice {
    return this.#choice(this.#named.get(name), parseAccept(accept), 'query')
  }

  #decide(field: string | undefined): Choice {
    const accept = parseAccept(field)
    const { mediaType = '', reason } = weigh(accept, candidates(this.#values, accept))
    return this.#choice(this.#values.get(mediaType) ?? this.#formatBesideReady(accept), accept, reason)
  }

  #choice(value: Format | undefined, accept: Accept | undefined, reason: Choice['reason']): Choice {
    const failure = this.#failureFor(value, accept)
    return { value, failure, format: value ?? failure, reason, offers: this.#offers }
  }

  /**
   * Returns the format of a value when `Accept` allows only media types of ready content. The request is then answerable; a value that
   * the endpoint returns instead is written in this format.
   */
  #formatBesideReady(accept: Accept | undefined): Format | undefined {
    return this.#ready.length > 0 && weigh(accept, this.#ready).mediaType !== undefined ? this.#firstFailure : undefined
  }

  /** Chooses the format of a failure: that of the value, one of its family, the best by `Accept`, else the first. A failure never becomes a 406. */
  #failureFor(value: Format | undefined, accept: Accept | undefined): Format {
    if (value !== undefined && value.codec.valuesOnly !== true) return value
    const family = this.failureCodecs.find(({ suffix }) => suffix !== undefined && suffix === value?.codec.suffix)
    if (family !== undefined) return new Format(family)
    const { mediaType = '' } = weigh(accept, candidates(this.#failures, accept))
    return this.#failures.get(mediaType) ?? this.#firstFailure
  }
}

/** Returns the media types of `formats`. Formats for people count only when `Accept` names one of their media types. */
function candidates(formats: ReadonlyMap<string, Format>, accept: Accept | undefined): string[] {
  const isAsked = ({ mediaTypes }: Codec): boolean => mediaTypes.some((mediaType) => accept?.ranges.has(mediaType))
  return [...formats].flatMap(([mediaType, { codec }]) => (!isForPeople(codec) || isAsked(codec) ? [mediaType] : []))
}

function isForPeople({ forPeople }: Codec): boolean {
  return forPeople === true
}

function writesFailures({ encode, valuesOnly }: Codec): boolean {
  return encode !== undefined && valuesOnly !== true
}

/** Returns the codec that writes the failures of `codec`: itself, or its `failures`. */
function failureCodecsOf(codec: Codec): readonly Codec[] {
  if (writesFailures(codec)) return [codec]
  return codec.failures === undefined ? [] : [codec.failures]
}

/** Returns the first codec of each media type. */
function withoutDuplicates(codecs: readonly Codec[]): readonly Codec[] {
  return codecs.filter((codec, at) => codecs.findIndex((each) => firstMediaType(each) === firstMediaType(codec)) === at)
}

/** Returns the formats by media type. Aliases come last, so that a range such as `text/*` prefers a canonical media type. */
function offersOf(codecs: readonly Codec[]): Map<string, Format> {
  const canonical = codecs.map((codec): [string, Format] => [firstMediaType(codec), new Format(codec)])
  const aliases = codecs.flatMap((codec) =>
    codec.mediaTypes.slice(1).map((mediaType): [string, Format] => [mediaType, new Format(codec, mediaType)]),
  )
  return new Map([...canonical, ...aliases])
}

/** Returns the formats by the media type of their problems, for clients that accept problems only. */
function problemsOf(codecs: readonly Codec[]): [string, Format][] {
  return codecs.flatMap((codec) => (codec.problemType === undefined ? [] : [[codec.problemType, new Format(codec)]]))
}
