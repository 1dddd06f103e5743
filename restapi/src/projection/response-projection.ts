import { convertSchema } from '../schema/schema-conversion.js'
import type { StandardSchema } from '../schema/standard-schema.js'
import { undescribed } from '../schema/undescribed.js'
import { zodConversion } from '../schema/zod-conversion.js'
import { isZodSchema } from '../schema/zod-schema.js'
import { ANYTHING, AnyProjection } from './any-projection.js'
import { ArrayProjection } from './array-projection.js'
import { CatchProjection } from './catch-projection.js'
import { SetProjection } from './collection-projection.js'
import { IntersectionProjection, intersectionOf } from './intersection-projection.js'
import { jsonSchemaProjection } from './json-schema-projection.js'
import { invalidResponse } from './misfit.js'
import { OptionalProjection } from './optional-projection.js'
import type { Projection } from './projection.js'
import { ProjectionRun } from './projection-run.js'
import { RecursiveProjection } from './recursive-projection.js'
import { UnionProjection } from './union-projection.js'
import { zodProjection } from './zod-projection.js'

/** A value as it is sent. */
export interface Projected {
  readonly value: unknown
  /** Reports whether the value holds nothing but JSON's own types. */
  readonly isPlainData: boolean
}

/** The projection of a response schema, compiled once when the endpoint is wired. */
export interface ResponseProjection {
  /**
   * The described part of a value, its codecs encoded.
   *
   * @param writesDates true when `JSON.stringify` writes the result: dates may then be the text that it has for them. @default false
   * @throws HttpError 500 `invalid-response` for a value that it cannot describe
   */
  readonly project: (value: unknown, writesDates?: boolean) => Projected
  /** The described part of an item of a list that is sent item by item. @throws HttpError 500 as `project` does */
  readonly projectItem: (value: unknown, index: number) => unknown
  /** The value with its codecs encoded and everything else as it is, for the schema's own validation. */
  readonly encode: (value: unknown) => unknown
}

/**
 * Compiles the projection of a schema: by the schema itself where it is zod's, else by its JSON Schema.
 *
 * @param where names the schema in errors
 * @throws TypeError for a one-way transform, and for a schema without a JSON Schema: nothing tells which members may leave
 */
export function responseProjection(schema: StandardSchema, where: string): ResponseProjection {
  const projection = projectionOf(schema, where)
  let encoding: Projection | undefined
  const itemAt = itemsOf(projection)
  return {
    project(value, writesDates) {
      const run = new ProjectionRun(writesDates)
      return { value: projection.project(value, '', run), isPlainData: run.isPlainData }
    },
    projectItem(value, index) {
      const item = itemAt(index)
      if (item === undefined) throw invalidResponse('the contract declares no list that could be sent item by item')
      return item.project(value, index, new ProjectionRun())
    },
    encode(value) {
      if (!isZodSchema(schema)) return value
      encoding ??= zodProjection(schema, { where, keepsAll: true })
      return encoding.project(value, '', new ProjectionRun())
    },
  }
}

function projectionOf(schema: StandardSchema, where: string): Projection {
  if (isZodSchema(schema)) return zodProjection(schema, { where })
  const converted = convertSchema(schema, 'output', zodConversion())
  if (converted === undefined)
    throw new TypeError(`${where} ${undescribed(schema)}; without one, no member could be sent`)
  return jsonSchemaProjection(converted, where)
}

/** Returns the projections of items by index. Each is made once: those of unions and intersections are composed. */
function itemsOf(projection: Projection): (index: number) => Projection | undefined {
  const known = new Map<number, Projection | undefined>()
  return (index) => {
    const place = Math.min(index, longestTuple)
    if (!known.has(place)) known.set(place, itemOf(projection, place))
    return known.get(place)
  }
}

/** Items of a stream from this index on have one projection, even if a tuple names more. */
const longestTuple = 256

/** Returns the projection of an item of a list; `undefined` for a schema that describes no list, or no list that has an item there. */
function itemOf(projection: Projection, index: number): Projection | undefined {
  if (projection instanceof AnyProjection) return ANYTHING
  if (projection instanceof ArrayProjection) return projection.item(index)
  if (projection instanceof SetProjection) return projection.item
  if (projection instanceof OptionalProjection || projection instanceof CatchProjection)
    return itemOf(projection.inner, index)
  if (projection instanceof RecursiveProjection) return itemOf(projection.target, index)
  if (projection instanceof IntersectionProjection) {
    const [left, right] = [itemOf(projection.left, index), itemOf(projection.right, index)]
    return left === undefined || right === undefined ? undefined : intersectionOf(left, right)
  }
  if (!(projection instanceof UnionProjection)) return undefined
  const items = projection.alternatives.map((each) => itemOf(each, index)).filter((each) => each !== undefined)
  return items.length < 2 ? items[0] : new UnionProjection(items, 'refused')
}
