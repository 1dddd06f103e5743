import type { Codec } from '../formats/codec.js'
import type { SupportedMediaType } from '../formats/supported-media-type.js'
import type { Envelope } from '../outcomes/envelope.js'
import type { PlainContract } from './contract.js'

/** The grammar of a path: each major version of Express has its own. */
export type PathGrammar = 'express4' | 'express5'

/**
 * An endpoint on its route, with the settings of its end-ware and its contract. Documents are made from operations.
 *
 * @example
 * const nameOf = ({ method, path }: Operation) => `${method} ${path}`
 * const added = routes.get('/products/:id', ({ params }) => params)
 * added.operations.map(nameOf) // => ['GET /products/:id']
 */
export interface Operation {
  /** In capitals. A route for GET answers HEAD as well. */
  readonly method: string
  /** The paths at which routers are mounted within others, the outermost first. */
  readonly mounts: readonly string[]
  /** The path of the route, in the spelling of the router: `/products/:id`. */
  readonly path: string
  readonly grammar: PathGrammar
  /** The contract, with the failures, problems and security requirements of its providers. */
  readonly contract: PlainContract
  /** False when the contract itself has no `responses`: the endpoint may then answer anything. */
  readonly declaresResponses: boolean
  /** The codecs that write its values, the favourite first. */
  readonly codecs: readonly Codec[]
  /** The codecs that write its failures. */
  readonly failureCodecs: readonly Codec[]
  /** The codecs that write failures outside the endpoint: those of middleware, and the 405. */
  readonly fallbackCodecs: readonly Codec[]
  /** The media types of bodies that it reads, each with its aliases and what reads it. */
  readonly reads: readonly SupportedMediaType[]
  /** The longest body that is read, in bytes. A codec with `bodyBytes` has a limit of its own. */
  readonly bodyLimit: number
  readonly envelope: Envelope
  /** Milliseconds that a request may take. */
  readonly timeout: number | undefined
  /** The query parameter that may name a codec. */
  readonly formatParameter: string | undefined
  /** The Security Scheme Objects of its end-ware, by name; `undefined` when its security is only documented. */
  readonly securitySchemes: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined
}

/** The members of an operation that do not depend on its route. */
export type OperationDescription = Omit<Operation, 'method' | 'path' | 'mounts' | 'grammar'>
