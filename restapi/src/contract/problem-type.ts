import type { FieldInput, Fields } from '../http/fields.js'
import type { LinkParameters } from '../http/link.js'
import { isFailureStatus } from '../http/status.js'
import { Problem, type ProblemMembers } from '../outcomes/problem.js'
import { problemMembers } from '../outcomes/property-names.js'
import { withTraceOf } from '../outcomes/stack-trace.js'
import { responseProjection } from '../projection/response-projection.js'
import { schemaShape } from '../schema/schema-shape.js'
import type { OutputOf, StandardSchema } from '../schema/standard-schema.js'
import { brands } from '../values/brand.js'
import { checkOptions } from '../values/check-options.js'
import { checkMembers } from '../values/check-value.js'

/**
 * The declaration of a problem type.
 *
 * @see RFC 9457 §4
 * @example
 * const declaration = { type: '/problems/sold-out', title: 'Sold out', status: 409 } satisfies ProblemDeclaration
 * const soldOut = problemType(declaration)
 * soldOut().status // => 409
 */
export interface ProblemDeclaration<
  Type extends string = string,
  Extensions extends StandardSchema | undefined = StandardSchema | undefined,
> {
  /** The URI reference that names the type: `/problems/out-of-stock`. It should lead to a description. @see RFC 9457 §3.1.1 */
  readonly type: Type
  /** A short summary, the same for each occurrence. */
  readonly title: string
  /** An integer from 400 to 599. */
  readonly status: number
  /** The members that it has besides those of RFC 9457 §3.1. Others are dropped, and codecs encode. */
  readonly extensions?: Extensions
  /** For people: when it happens, and what to do about it. */
  readonly description?: string
  /** The members of an example. */
  readonly example?: Partial<ProblemMembers>
}

/**
 * The members of one occurrence of a problem, besides its extensions.
 *
 * @example
 * const soldOut = problemType({ type: '/problems/sold-out', title: 'Sold out', status: 409 })
 * const occurrence: Occurrence = { detail: 'The last one was sold an hour ago.' }
 * routes.post('/orders', () => soldOut(occurrence))
 */
export interface Occurrence {
  /** An explanation of this occurrence, for people. */
  readonly detail?: string
  readonly instance?: string
  /** The underlying error. It is given to `onFailure` and never shown. */
  readonly cause?: unknown
}

/**
 * Any kind of problem, whatever it is made from.
 *
 * @example
 * const soldOut = problemType({ type: '/problems/sold-out', title: 'Sold out', status: 409 })
 * const types: readonly AnyProblemType[] = [soldOut]
 * const described = api.problems(Router(), types)
 */
export interface AnyProblemType extends Readonly<ProblemDeclaration> {
  (...occurrence: never): TypedProblem
}

/**
 * A kind of problem, which makes its occurrences: `outOfStock({ sku, left }, { detail: 'only 2 are left' })`.
 *
 * @example
 * const titleOf = ({ status, title }: ProblemType) => `${status} ${title}`
 * titleOf(problemType({ type: '/problems/sold-out', title: 'Sold out', status: 409 })) // => '409 Sold out'
 */
export interface ProblemType<
  Type extends string = string,
  Extensions extends StandardSchema | undefined = StandardSchema | undefined,
> extends Readonly<ProblemDeclaration<Type, Extensions>> {
  (...occurrence: OccurrenceOf<Extensions>): TypedProblem<Type>
  readonly extensions: Extensions
}

type OccurrenceOf<Extensions> = Extensions extends StandardSchema
  ? [extensions: OutputOf<Extensions>, occurrence?: Occurrence]
  : [occurrence?: Occurrence]

/**
 * A problem of a declared type. An endpoint with declared responses may return it only when its contract lists that type.
 *
 * @example
 * const closed = problemType({ type: '/problems/closed', title: 'Closed', status: 409 })
 * closed() instanceof TypedProblem // => true
 */
export class TypedProblem<out Type extends string = string> extends Problem {
  readonly problemType: Type

  constructor(
    type: Type,
    members: ProblemMembers,
    options: { readonly cause?: unknown; readonly fields?: Fields } = {},
  ) {
    super({ ...members, type }, options)
    this.problemType = type
  }

  override withHeader(name: string, value: FieldInput): TypedProblem<Type> {
    return this.#withFieldsOf(super.withHeader(name, value))
  }

  override withHeaders(fields: Readonly<Record<string, FieldInput>>): TypedProblem<Type> {
    return this.#withFieldsOf(super.withHeaders(fields))
  }

  override withLink(target: string | URL, parameters: LinkParameters): TypedProblem<Type> {
    return this.#withFieldsOf(super.withLink(target, parameters))
  }

  #withFieldsOf({ fields }: Problem): TypedProblem<Type> {
    const { cause, members } = this
    return withTraceOf(this, new TypedProblem(this.problemType, members, { cause, fields }))
  }
}

/**
 * Declares a kind of problem once, for all endpoints that return it, for the document and for the people who follow its type.
 *
 * @throws TypeError for a type or title that is no text, a status that is no failure, and for an extension with a one-way
 *   transform or the name of a member of all problems
 * @example
 * const outOfStock = problemType({
 *   type: '/problems/out-of-stock',
 *   title: 'Out of stock',
 *   status: 409,
 *   extensions: z.object({ left: z.int() }),
 * })
 * routes.post('/orders', { problems: [outOfStock] }, () => outOfStock({ left: 2 }))
 */
export function problemType<const Type extends string>(
  declaration: ProblemDeclaration<Type, undefined>,
): ProblemType<Type, undefined>
export function problemType<const Type extends string, Extensions extends StandardSchema>(
  declaration: ProblemDeclaration<Type, Extensions> & { readonly extensions: Extensions },
): ProblemType<Type, Extensions>
export function problemType(declaration: ProblemDeclaration): unknown {
  checkOptions('problemType()', declaration, declarationMembers)
  const { type, title, status, extensions } = declaration
  if (typeof type !== 'string' || type === '') throw new TypeError('the type of a problem is a URI reference')
  if (typeof title !== 'string' || title === '') throw new TypeError(`the problem ${type} has no title`)
  if (!isFailureStatus(status)) {
    throw new TypeError(`the problem ${type} has a status from 400 to 599, not ${String(status)}`)
  }
  if (extensions !== undefined && typeof extensions['~standard']?.validate !== 'function') {
    throw new TypeError(`the extensions of the problem ${type} are no Standard Schema (https://standardschema.dev)`)
  }
  const shape = extensions === undefined ? undefined : schemaShape(extensions, 'output')
  if (shape?.kind === 'object') checkExtensions(type, shape.properties.keys())
  const projection =
    extensions === undefined
      ? undefined
      : responseProjection(extensions, `the extensions schema of the problem ${type}`)
  const occur = (...given: readonly unknown[]): TypedProblem => {
    const [members = {}, occurrence = {}] = extensions === undefined ? [{}, ...given] : given
    checkMembers(`the extensions of the problem ${type}`, members)
    checkOptions(`the occurrence of the problem ${type}`, occurrence, ['detail', 'instance', 'cause'])
    const { detail, instance, cause } = occurrence as Occurrence
    const described = projection === undefined ? members : projection.project(members).value
    checkExtensions(type, Object.keys(described as object))
    return new TypedProblem(type, { ...(described as object), title, status, detail, instance }, { cause })
  }
  return Object.freeze(Object.assign(occur, { ...declaration, extensions, [brands.problemType]: true as const }))
}

const declarationMembers: readonly (keyof ProblemDeclaration)[] = [
  'type',
  'title',
  'status',
  'extensions',
  'description',
  'example',
]

/** @throws TypeError for an extension that would take the place of a member of all problems (RFC 9457 §3.2) */
function checkExtensions(type: string, names: Iterable<string>): void {
  const clash = [...names].find((name) => problemMembers.includes(name))
  if (clash !== undefined) throw new TypeError(`an extension of the problem ${type} cannot be called '${clash}'`)
}

/** @throws TypeError unless `problems` is a list of problem types */
export function checkProblemTypes(owner: string, problems: unknown): void {
  if (Array.isArray(problems) && problems.every(isProblemType)) return
  throw new TypeError(`${owner}'s problems must be an array of what problemType() made`)
}

/**
 * Reports whether `value` was made by `problemType`, of this copy of the package or another.
 *
 * @example
 * isProblemType(problemType({ type: '/problems/closed', title: 'Closed', status: 409 })) // => true
 */
export function isProblemType(value: unknown): value is AnyProblemType {
  return typeof value === 'function' && Reflect.get(value, brands.problemType) === true
}
