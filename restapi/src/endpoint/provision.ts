import type { IncomingHttpHeaders, ServerResponse } from 'node:http'
import type { Provider, ProviderInput } from '../contract/provider.js'
import type { HttpRequest } from '../http/http.js'
import { type Cookies, requestCookies } from '../http/request-cookies.js'
import { isHttpError } from '../outcomes/http-error.js'
import { ownError } from '../outcomes/own-error.js'
import { isProblem } from '../outcomes/problem.js'
import { isResult } from '../outcomes/result.js'
import { hasPlainPrototype, isError, isThenable } from '../values/value-kinds.js'
import { isClosed } from '../writing/client-signal.js'
import { closeSources } from './close-sources.js'
import { Deadline, settleInTime } from './deadline.js'
import { RequestSignal } from './request-signal.js'

/** The context of an endpoint without providers. */
export const noContext: object = Object.freeze({})

/** A function that returns or throws the outcome by which a provider refuses a request. */
export type Refusal = () => unknown

/** The providers' part of one request: the context that they have given so far, the deadline and the signal. */
export class Provision {
  /** The names given so far. Each provider that adds names makes a new object. */
  context: object = noContext
  readonly deadline: Deadline | undefined
  readonly signal: RequestSignal
  readonly #request: HttpRequest
  readonly #response: ServerResponse

  /** @param timeout milliseconds for the providers, the endpoint and all between them */
  constructor(request: HttpRequest, response: ServerResponse, timeout: number | undefined) {
    this.#request = request
    this.#response = response
    this.deadline = timeout === undefined ? undefined : new Deadline(timeout)
    this.signal = new RequestSignal(response)
  }

  /** Runs a provider, and calls one of the two functions: `goOn` after its names have joined the context, or `refuse`. */
  run(provider: Provider, goOn: () => void, refuse: (refusal: Refusal) => void): void {
    const settle = (returned: unknown): void => {
      const refusal = this.#refusalOf(returned)
      if (refusal === undefined) goOn()
      else refuse(refusal)
    }
    let returned: unknown
    try {
      // The compiler has checked what the provider needs of the context where it stands.
      returned = provider.run(new Input(this.#request, this.signal, this.context as never))
    } catch (thrown) {
      refuse(throwing(thrown))
      return
    }
    if (isThenable(returned)) {
      // A thenable of another library may call back more than once, which would run the endpoint twice, or throw.
      const work = Promise.resolve(returned)
      const fail = (thrown: unknown): void => refuse(throwing(thrown))
      settleInTime(work, this.signal, this.deadline, closeSources).then(settle, fail)
    } else settle(returned)
  }

  /** Adds the names of a provider to the context, or returns its refusal. */
  #refusalOf(returned: unknown): Refusal | undefined {
    if (isRefusal(returned)) return () => returned
    try {
      this.#add(returned)
      return undefined
    } catch (thrown) {
      return throwing(thrown)
    }
  }

  /** @throws HttpError 500 `invalid-context`, DOMException `AbortError` when the client has left */
  #add(returned: unknown): void {
    if (isClosed(this.#response)) throw new DOMException('the client has left', 'AbortError')
    if (returned === undefined || returned === null) return
    if (!isNames(returned)) {
      closeSources(returned)
      throw invalidContext(returned)
    }
    this.context = { ...this.context, ...returned }
  }
}

function throwing(thrown: unknown): Refusal {
  return () => {
    throw thrown
  }
}

/** The input of a provider. Members that cost something are computed when they are read. */
class Input implements ProviderInput<never> {
  readonly request: HttpRequest
  readonly context: never
  readonly #signal: RequestSignal

  constructor(request: HttpRequest, signal: RequestSignal, context: never) {
    this.request = request
    this.context = context
    this.#signal = signal
  }

  get params(): ProviderInput['params'] {
    return (this.request.params ?? noContext) as ProviderInput['params']
  }

  get headers(): IncomingHttpHeaders {
    return this.request.headers
  }

  get cookies(): Cookies {
    return requestCookies(this.request.headers.cookie)
  }

  get signal(): AbortSignal {
    return this.#signal.signal
  }
}

/** Reports whether an outcome of a provider is an answer: a redirect, a failure of the ladder of outcomes, or a status from 400. */
function isRefusal(returned: unknown): boolean {
  if (typeof returned === 'number') return returned >= 400 && returned <= 599
  if (isResult(returned)) return returned.status >= 300
  return isError(returned) || isHttpError(returned) || isProblem(returned)
}

function isNames(returned: unknown): returned is object {
  return typeof returned === 'object' && returned !== null && hasPlainPrototype(returned) && !isStream(returned)
}

function isStream(returned: object): boolean {
  return Symbol.asyncIterator in returned
}

function invalidContext(returned: unknown): Error {
  const came = isResult(returned) ? `a result with status ${returned.status}` : nameOf(returned)
  const why = `a provider must return an object of names for context, such as { user }, nothing, a redirect, or a failure from 400; got ${came}`
  return ownError('invalid-context', '', { cause: new TypeError(why) })
}

function nameOf(returned: unknown): string {
  if (typeof returned !== 'object' || returned === null) return `a value of type ${typeof returned}`
  const { name } = (Object.getPrototypeOf(returned) as { constructor?: { name?: unknown } } | null)?.constructor ?? {}
  return typeof name === 'string' && name !== 'Object' ? `an object of class ${name}` : 'a stream'
}
