import { addField, canonicalName, type FieldInput, type Fields, noFields, setField, setFields } from '../http/fields.js'
import { type LinkParameters, linkValue } from '../http/link.js'
import { isFailureStatus, reasonPhrase } from '../http/status.js'
import { brands, isBranded } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkMembers, checkOptionalText, checkText, describeValue } from '../values/check-value.js'
import { failureText } from './http-error.js'
import { pauseTraces, resumeTraces, withTraceOf } from './stack-trace.js'

/**
 * The members of a problem: those of RFC 9457 §3.1, and extensions (§3.2) under other names.
 *
 * @example
 * const members: ProblemMembers = { status: 409, title: 'Sold out', left: 0 }
 * routes.post('/orders', () => problem(members))
 */
export interface ProblemMembers {
  /** An integer from 400 to 599. */
  readonly status: number
  /** A URI reference that names the kind of problem. @default 'about:blank' */
  readonly type?: string
  /** @default the reason phrase of the status */
  readonly title?: string
  readonly detail?: string | undefined
  readonly instance?: string | undefined
  readonly [extension: string]: unknown
}

/**
 * A problem of RFC 9457, returned or thrown, and answered as `application/problem+json` or `application/problem+xml`. It is immutable:
 * every `with…` method returns a copy.
 *
 * @example
 * const outOfStock = new Problem({ type: 'https://shop.example/out-of-stock', title: 'Out of stock', status: 409 })
 * routes.post('/orders', () => outOfStock)
 */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string = 'problem'
  readonly members: ProblemMembers
  readonly fields: Fields

  /**
   * @throws RangeError unless the status is an integer from 400 to 599
   * @throws TypeError when `members` is not an object, when `type`, `title`, `detail` or `instance` is not text, or for an unknown option
   */
  constructor(members: ProblemMembers, options: { readonly cause?: unknown; readonly fields?: Fields } = {}) {
    checkMembers('the members of a problem', members)
    checkOptions('problem()', options, ['cause', 'fields'])
    const { status, type = 'about:blank', title = reasonPhrase(status), detail, instance, ...extensions } = members
    checkTexts(type, title, detail, instance)
    if (!isFailureStatus(status)) {
      throw new RangeError(`the status of a problem must be an integer from 400 to 599; got ${describeValue(status)}`)
    }
    const { cause } = options
    const text = detail ?? title
    const paused = pauseTraces(status)
    super(text, cause === undefined ? undefined : { cause })
    resumeTraces(paused)
    this.status = status
    this.members = Object.freeze({ type, title, status, detail, instance, ...extensions })
    this.fields = options.fields ?? noFields
  }

  get [brands.problem](): true {
    return true
  }

  /** Returns one line for logs: `Problem: 409 Out of stock: only 2 are left`. */
  override toString(): string {
    const { title, detail = '' } = this.members
    return failureText(this.name, this.status, detail, title)
  }

  /** Returns a copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it */
  withHeader(name: string, value: FieldInput): Problem {
    return this.#with(setField(this.fields, canonicalName(name), value))
  }

  /** Returns a copy with these header fields. Each is set as by `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): Problem {
    return this.#with(setFields(this.fields, fields))
  }

  /** Returns a copy with one more `Link` (RFC 8288). */
  withLink(target: string | URL, parameters: LinkParameters): Problem {
    return this.#with(addField(this.fields, 'Link', linkValue(target, parameters)))
  }

  #with(fields: Fields): Problem {
    return withTraceOf(this, new Problem(this.members, { cause: this.cause, fields }))
  }
}

function checkTexts(type: unknown, title: unknown, detail: unknown, instance: unknown): void {
  checkText('the type of a problem', type)
  checkText('the title of a problem', title)
  checkOptionalText('the detail of a problem', detail)
  checkOptionalText('the instance of a problem', instance)
}

/**
 * Makes a problem from its members: `problem({ status: 409, type: '/problems/out-of-stock', detail: '…', sku })`.
 *
 * @example
 * problem({ status: 409, title: 'Out of stock', detail: 'two are left', left: 2 }).status // => 409
 */
export function problem(members: ProblemMembers, options?: { readonly cause?: unknown }): Problem {
  return new Problem(members, options)
}

/**
 * Reports whether `value` is a `Problem`, of this or another copy of the package.
 *
 * @example
 * isProblem(problem({ status: 404 })) // => true
 */
export function isProblem(value: unknown): value is Problem {
  return isBranded(value, brands.problem)
}
