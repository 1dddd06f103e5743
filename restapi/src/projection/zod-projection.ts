import { isZodCodec, schemasIn, type ZodSchema } from '../schema/zod-schema.js'
import { ANYTHING, AnyProjection } from './any-projection.js'
import { ArrayProjection } from './array-projection.js'
import { CatchProjection } from './catch-projection.js'
import { CodecProjection } from './codec-projection.js'
import { MapProjection, SetProjection } from './collection-projection.js'
import { intersectionOf } from './intersection-projection.js'
import { ObjectProjection, type ObjectRules } from './object-projection.js'
import { OptionalProjection } from './optional-projection.js'
import type { Projection } from './projection.js'
import { ProjectionRun } from './projection-run.js'
import { RecursiveProjection } from './recursive-projection.js'
import { UnionProjection } from './union-projection.js'
import { scalarOf } from './zod-scalar.js'
import { isValid, parsed } from './zod-validity.js'

/** The options of the compilation of a projection. */
export interface ProjectionOptions {
  /** Names the schema in errors. */
  readonly where: string
  /** Keeps what the schema does not describe, for a validation that has to see it. @default false */
  readonly keepsAll?: boolean
}

/**
 * Compiles the projection of a schema of zod, all schemas within it included.
 *
 * @throws TypeError for a one-way transform: its output has no schema
 */
export function zodProjection(schema: ZodSchema, options: ProjectionOptions): Projection {
  return new ZodCompiler(options).compile(schema)
}

class ZodCompiler {
  readonly #where: string
  readonly #keepsAll: boolean
  /** By schema; undefined while it is being compiled. */
  readonly #known = new Map<ZodSchema, Projection | undefined>()

  readonly #standIns = new Map<ZodSchema, RecursiveProjection>()

  constructor({ where, keepsAll = false }: ProjectionOptions) {
    this.#where = where
    this.#keepsAll = keepsAll
  }

  compile(schema: ZodSchema): Projection {
    const known = this.#known.get(schema)
    if (known !== undefined) return known
    if (this.#known.has(schema)) return this.#recursive(schema)
    this.#known.set(schema, undefined)
    const projection = this.#compiled(schema)
    this.#known.set(schema, projection)
    return projection
  }

  #recursive(schema: ZodSchema): Projection {
    const projection =
      this.#standIns.get(schema) ??
      new RecursiveProjection(() => this.#known.get(schema) ?? ANYTHING, absenceOf(schema))
    this.#standIns.set(schema, projection)
    return projection
  }

  #compiled(schema: ZodSchema): Projection {
    const { def } = schema._zod
    switch (def.type) {
      case 'object':
        return this.#object(schema)
      case 'record':
        return this.#record(schema)
      case 'array':
        return this.#array([], def.element)
      case 'tuple':
        return this.#array(def.items ?? [], def.rest)
      case 'union':
        return new UnionProjection(
          (def.options ?? []).map((option) => this.compile(option)),
          absenceOf(schema),
        )
      case 'intersection':
        return intersectionOf(this.compile(def.left), this.compile(def.right))
      case 'map':
        return new MapProjection(this.compile(def.keyType), this.compile(def.valueType))
      case 'set':
        return new SetProjection(this.compile(def.valueType))
      case 'promise':
        return this.compile(def.innerType)
      case 'pipe':
        return this.#pipe(schema)
      case 'transform':
      case 'success':
        throw this.#oneWay()
      case 'any':
      case 'unknown':
        return ANYTHING
      case 'custom':
      case 'function':
        return new AnyProjection((value) => isValid(schema, value))
      default:
        return this.#wrapped(schema) ?? scalarOf(schema, absenceOf(schema))
    }
  }

  #object({ _zod: { def } }: ZodSchema): Projection {
    const members = Object.entries(def.shape ?? {}).map(([key, member]): [string, Projection] => [
      key,
      this.compile(member),
    ])
    const isStrict = def.catchall?._zod.def.type === 'never'
    const others = def.catchall === undefined || isStrict ? undefined : this.compile(def.catchall)
    const other = others === undefined ? undefined : (): Projection => others
    return this.#objectOf({ members: new Map(members), other, isStrict })
  }

  #record({ _zod: { def } }: ZodSchema): Projection {
    const value = this.compile(def.valueType)
    const undescribed = def.mode === 'loose' ? ANYTHING : undefined
    const isStrict = undescribed === undefined
    const names = def.keyType._zod.values
    if (names !== undefined) {
      const members = new Map([...names].map((name): [string, Projection] => [String(name), value]))
      return this.#objectOf({ members, other: isStrict ? undefined : () => undescribed, isStrict })
    }
    const keys = this.compile(def.keyType)
    if ([...schemasIn(def.keyType)].some(isZodCodec)) {
      const nameOf = (key: string): string => String(keys.project(key, key, new ProjectionRun()))
      return this.#objectOf({ members: new Map(), other: () => value, nameOf, isStrict })
    }
    const isDescribed = keyTest(def.keyType)
    return this.#objectOf({ members: new Map(), other: (key) => (isDescribed(key) ? value : undescribed), isStrict })
  }

  #objectOf(rules: ObjectRules): Projection {
    return new ObjectProjection(this.#keepsAll ? { ...rules, keepsAll: true } : rules)
  }

  #array(first: readonly ZodSchema[], others: ZodSchema | null | undefined): Projection {
    return new ArrayProjection({
      first: first.map((item) => this.compile(item)),
      others: others === null || others === undefined ? undefined : this.compile(others),
      keepsAll: this.#keepsAll,
    })
  }

  #pipe(schema: ZodSchema): Projection {
    const { def } = schema._zod
    const absence = absenceOf(schema) === 'refused' ? 'refused' : 'allowed'
    const { reverseTransform } = def
    if (reverseTransform !== undefined && isZodCodec(schema)) {
      const [encoded, decoded] = [this.compile(def.in), this.compile(def.out)]
      return new CodecProjection({ encoded, decoded, encode: reverseTransform, absence })
    }
    const out = this.compile(def.out)
    // a transform that comes first, such as `z.preprocess`, changes input alone: an answer is of the schema behind it
    if (def.in._zod.def.type === 'transform') return out
    const encoded = this.compile(def.in)
    if (![...schemasIn(def.in)].some(isZodCodec)) return out
    return new CodecProjection({ encoded, decoded: out, encode: (value) => value, absence })
  }

  #wrapped(schema: ZodSchema): Projection | undefined {
    const { def, innerType } = schema._zod
    const absence = absenceOf(schema)
    switch (def.type) {
      case 'lazy':
        return innerType === undefined ? ANYTHING : this.compile(innerType)
      case 'readonly':
      case 'nonoptional':
      case 'optional':
        return new OptionalProjection(this.compile(def.innerType), { absence })
      case 'nullable':
        return new OptionalProjection(this.compile(def.innerType), { absence, null: true })
      case 'default':
        return new OptionalProjection(this.compile(def.innerType), {
          absence: 'filled',
          filling: () => schema._zod.def.defaultValue,
        })
      case 'prefault':
        return new OptionalProjection(this.compile(def.innerType), {
          absence: 'filled',
          filling: () => parsed(schema, undefined),
        })
      case 'catch':
        return new CatchProjection(this.compile(def.innerType), (value) => parsed(schema, value))
      default:
        return undefined
    }
  }

  #oneWay(): TypeError {
    return new TypeError(
      `${this.#where} has a transform that goes one way, so that nothing tells what is sent; write it as z.codec(), which decodes what comes in and encodes what goes out`,
    )
  }
}

/** Returns a test of the keys of a record by their schema. Numbers come as text. */
function keyTest(schema: ZodSchema): (key: string) => boolean {
  const { type, checks = [], format, coerce } = schema._zod.def
  if ((type === 'string' && checks.length === 0 && format === undefined) || coerce === true) return () => true
  return (key) => isValid(schema, key) || (key.trim() !== '' && isValid(schema, Number(key)))
}

/** Returns the treatment of an absent member. */
function absenceOf({ _zod: { def, optin, optout } }: ZodSchema): Projection['absence'] {
  if (['any', 'unknown', 'undefined', 'void'].includes(def.type)) return 'allowed'
  if (optin === undefined && optout === undefined) return 'refused'
  return optin === 'defaulted' ? 'filled' : 'allowed'
}
