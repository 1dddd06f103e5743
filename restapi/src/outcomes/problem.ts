import { addField, canonicalName, type FieldInput, type Fields, noFields, setField, setFields } from '../http/fields.js'
import { type LinkParameters, linkValue } from '../http/link.js'
import { isFailureStatus, reasonPhrase } from '../http/status.js'
import { brands, isBranded } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkMembers, checkOptionalText, checkText, describeValue } from '../values/check-value.js'
import { failureText } from './http-error.js'
import { pauseTraces, resumeTraces, withTraceOf } from './stack-trace.js'

/** The members of a problem: those of RFC 9457 §3.1, and extensions (§3.2) under names of their own. */
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

/** A problem of RFC 9457, returned or thrown, answered as `application/problem+json` or `application/problem+xml`. */
export class Problem extends Error {
  override readonly name = 'Problem'
  readonly status: number
  readonly code: string = 'problem'
  readonly members: ProblemMembers
  readonly fields: Fields

  /**
   * @throws RangeError unless the status is an integer from 400 to 599
   * @throws TypeError for members that are no object, a `type`, `title`, `detail` or `instance` that is no text, or an option that there is not
   */
  constructor(members: ProblemMembers, options: { readonly cause?: unknown; readonly fields?: Fields } = {}) {
    checkMembers('what a problem is made from', members)
    checkOptions('problem()', options, ['cause', 'fields'])
    const { status, type = 'about:blank', title = reasonPhrase(status), detail, instance, ...extensions } = members
    checkTexts(type, title, detail, instance)
    if (!isFailureStatus(status)) {
      throw new RangeError(`a problem has a status from 400 to 599, not ${describeValue(status)}`)
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

  /** Status, title and detail, for logs: `Problem: 409 Out of stock: only 2 are left`. */
  override toString(): string {
    const { title, detail = '' } = this.members
    return failureText(this.name, this.status, detail, title)
  }

  /** A copy with this header field, its name in canonical spelling. @throws TypeError when HTTP cannot carry it. */
  withHeader(name: string, value: FieldInput): Problem {
    return this.#with(setField(this.fields, canonicalName(name), value))
  }

  /** A copy with these header fields, as if each had been given to `withHeader`. */
  withHeaders(fields: Readonly<Record<string, FieldInput>>): Problem {
    return this.#with(setFields(this.fields, fields))
  }

  /** A copy with one more `Link` (RFC 8288). */
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

/** A problem made from its members: `problem({ status: 409, type: '/problems/out-of-stock', detail: '…', sku })`. */
export function problem(members: ProblemMembers, options?: { readonly cause?: unknown }): Problem {
  return new Problem(members, options)
}

/** Whether `value` is a `Problem`, of this copy of the package or another. */
export function isProblem(value: unknown): value is Problem {
  return isBranded(value, brands.problem)
}
