import { types } from 'node:util'
import { circularError, isCircular, jsonValue } from '../values/json-value.js'
import { inheritsMembers, isPlainContainer } from '../values/value-kinds.js'
import type { Fit } from './fit.js'

/** One value on its way through a projection. */
export class ProjectionRun {
  /** Reports whether `JSON.stringify` loses nothing of the projected value: it holds only JSON's own types and dates. */
  isPlainData = true
  /** True while dates become the text that JSON has for them. */
  #writesDates: boolean
  /** Reports whether someone has given all objects a member, so that plain objects seem to have more than their own. */
  readonly inherits = inheritsMembers()
  readonly #holders: object[] = []
  #seen: Map<object, unknown> | undefined
  #fits: Map<object, Map<object, Fit>> | undefined

  /** @param writesDates true when `JSON.stringify` writes the whole result */
  constructor(writesDates = false) {
    this.#writesDates = writesDates
  }

  get writesDates(): boolean {
    return this.#writesDates
  }

  /** Runs work during which dates stay dates, because something else than JSON reads its values. */
  keepDates<Result>(work: () => Result): Result {
    const writesDates = this.#writesDates
    this.#writesDates = false
    const result = work()
    this.#writesDates = writesDates
    return result
  }

  /**
   * The value that JSON sees in place of `value`, an instance of a class being seen whatever its members are. Its `toJSON` is called once,
   * however often the value is looked at.
   */
  seen(value: object, key: string | number): unknown {
    if (isPlainContainer(value) || isInstance(value)) return value
    const known = this.#seen?.get(value)
    if (known !== undefined) return known
    const data = jsonValue(value, String(key))
    this.#seen ??= new Map()
    this.#seen.set(value, data)
    return data
  }

  /**
   * The fit of an object or list, measured once for each projection. So unions within unions cost no more than the sum of their
   * alternatives; a value that holds itself fits as far as the rest of it does.
   */
  fitOf(value: object, projection: object, measure: () => Fit): Fit {
    this.#fits ??= new Map()
    let fits = this.#fits.get(value)
    if (fits === undefined) {
      fits = new Map()
      this.#fits.set(value, fits)
    }
    const known = fits.get(projection)
    if (known !== undefined) return known
    fits.set(projection, 2)
    const fit = measure()
    fits.set(projection, fit)
    return fit
  }

  /** Notes a value that a recursive schema goes on with. @throws TypeError for one that holds itself */
  enter(value: object, key: string | number): void {
    if (isCircular(value, this.#holders)) throw circularError(String(key))
    this.#holders.push(value)
  }

  leave(): void {
    this.#holders.pop()
  }
}

/** Reports whether JSON sees nothing but an object in `value`: neither `toJSON` nor one of the platform's classes with a form of its own. */
function isInstance(value: object): boolean {
  if (typeof (value as { readonly toJSON?: unknown }).toJSON === 'function' || Array.isArray(value)) return false
  if (types.isMap(value) || types.isSet(value) || types.isBoxedPrimitive(value)) return false
  return !ArrayBuffer.isView(value) && !types.isAnyArrayBuffer(value)
}
