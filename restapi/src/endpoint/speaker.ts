import type { Speaker } from '../contract/validate.js'
import type { Exchange } from '../http/exchange.js'
import { type Fields, noFields, setField } from '../http/fields.js'
import type { HttpRequest } from '../http/http.js'
import { acceptedLanguages, lookupLanguage } from '../negotiation/accepted-languages.js'
import type { FailureCode } from '../outcomes/failure-code.js'
import { type OnFailure, reportFailure } from '../outcomes/report.js'
import type { MessageContext, Messages, ValidationFault } from '../outcomes/validation-fault.js'
import { describeValue } from '../values/check-value.js'
import { isThenable } from '../values/value-kinds.js'

/** The options that decide the sentences for invalid requests. */
export interface Speaking {
  readonly messages: Messages | undefined
  readonly onFailure: OnFailure
}

/** Returns an object that makes the sentence for each fault of a request: by the option `messages`, else that of the library. */
export function speakerFor(request: HttpRequest, exchange: Exchange, { messages, onFailure }: Speaking): Speaker {
  if (messages === undefined) return plain
  const report = (cause: unknown): void =>
    reportFailure(onFailure, exchange, { code: 'messages-failed' satisfies FailureCode, status: 400, cause })
  return new ApplicationSpeaker(messages, new RequestContext(request), report)
}

const plain: Speaker = { say: ({ message }) => message, fields: noFields }

/** Makes sentences by the option `messages`. */
class ApplicationSpeaker implements Speaker {
  readonly #messages: Messages
  readonly #context: RequestContext
  readonly #report: (cause: unknown) => void
  #hasFailed = false

  constructor(messages: Messages, context: RequestContext, report: (cause: unknown) => void) {
    this.#messages = messages
    this.#context = context
    this.#report = report
  }

  say(fault: ValidationFault): string {
    try {
      const text: unknown = this.#messages(fault, this.#context)
      if (typeof text === 'string' && text !== '') return text
      if (text === undefined) return fault.message
      if (isThenable(text)) text.then(undefined, () => undefined) // the TypeError below reports the promise
      const got = isThenable(text) ? 'a promise' : describeValue(text)
      throw new TypeError(`messages must return text or undefined, synchronously; got ${got}`)
    } catch (cause) {
      // a request may have a hundred faults, and all of them may fail for one reason
      if (!this.#hasFailed) this.#report(cause)
      this.#hasFailed = true
      return fault.message
    }
  }

  get fields(): Fields {
    return this.#context.fields
  }
}

class RequestContext implements MessageContext {
  readonly request: HttpRequest
  #languages: readonly string[] | undefined
  #chosen: string | undefined
  /** The results of look-ups by what was offered: a request may have a hundred faults. */
  readonly #found = new Map<string, string | undefined>()

  constructor(request: HttpRequest) {
    this.request = request
  }

  get languages(): readonly string[] {
    this.#languages ??= acceptedLanguages(this.request.headers['accept-language'])
    return this.#languages
  }

  /** A property with its own `this`, since applications destructure the context. */
  readonly language = (offered: readonly string[]): string | undefined => {
    const key = offered.join()
    if (!this.#found.has(key)) this.#found.set(key, lookupLanguage(this.languages, offered))
    const found = this.#found.get(key)
    this.#chosen = found ?? this.#chosen
    return found
  }

  /** The fields of an answer in the chosen language. A cache must not give it to clients of another language (RFC 9110 §12.5.5). */
  get fields(): Fields {
    if (this.#languages === undefined) return noFields
    const vary = setField(noFields, 'Vary', 'Accept-Language')
    return this.#chosen === undefined ? vary : setField(vary, 'Content-Language', this.#chosen)
  }
}
