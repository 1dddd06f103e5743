import type { Codec } from '../formats/codec.js'
import type { SupportedMediaType } from '../formats/supported-media-type.js'
import type { Envelope } from '../outcomes/envelope.js'
import type { Contract } from './contract.js'

/** The grammar of a path: each major version of Express has its own. */
export type PathGrammar = 'express4' | 'express5'

/** An endpoint on its route, with all that its end-ware and its contract say: what documents are made from. */
export interface Operation {
  /** In capitals. A route for GET answers HEAD as well. */
  readonly method: string
  /** The paths at which routers are mounted within others, the outermost first. */
  readonly mounts: readonly string[]
  /** The path of the route, in the spelling of the router: `/products/:id`. */
  readonly path: string
  readonly grammar: PathGrammar
  readonly contract: Contract
  /** The codecs that write its values, the favourite first. */
  readonly codecs: readonly Codec[]
  /** The codecs that write its failures. */
  readonly failureCodecs: readonly Codec[]
  /** The codecs that write what fails outside of its endpoint: in a middleware, or because its path has no such method. */
  readonly fallbackCodecs: readonly Codec[]
  /** The media types of bodies that it reads, each with its aliases and what reads it. */
  readonly reads: readonly SupportedMediaType[]
  /** The longest body that is read, in bytes. */
  readonly bodyLimit: number
  readonly envelope: Envelope
  /** Milliseconds that a request may take. */
  readonly timeout: number | undefined
  /** The query parameter that may name a codec. */
  readonly formatParameter: string | undefined
}

/** An operation without its place: what an endpoint tells of itself, wherever it is mounted. */
export type OperationDescription = Omit<Operation, 'method' | 'path' | 'mounts' | 'grammar'>
