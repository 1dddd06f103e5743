import type { XmlObject } from './xml-object.js'

/** A JSON Schema (draft 2020-12), as Standard JSON Schema converters give it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

export type Scalar = string | number | boolean

/** Reports whether a value of the right type meets the schema's constraints: pattern, length, range. */
export type Accepts = (value: Scalar | bigint) => boolean

interface Described {
  /** Whether null is allowed. */
  readonly nullable: boolean
  /** The schema's XML Object; empty when it has none. */
  readonly xml: XmlObject
}

/** A shape reached through a property or an item: found when first asked for, since schemas may hold themselves. */
export interface ShapeReference {
  readonly shape: Shape
}

export interface Property extends ShapeReference {
  readonly key: string
  readonly required: boolean
}

/** Nothing is known of the value. */
export interface AnyShape extends Described {
  readonly kind: 'any'
  /** Whether a transformation comes first, which is given text as it was sent. */
  readonly asSent?: true
}

export interface NullShape extends Described {
  readonly kind: 'null'
}

export interface BooleanShape extends Described {
  readonly kind: 'boolean'
}

export interface NumberShape extends Described {
  readonly kind: 'number'
  readonly integer: boolean
  readonly accepts?: Accepts | undefined
}

export interface StringShape extends Described {
  readonly kind: 'string'
  /** The schema's `format`; `bigint` for big integers, which are decimal text on the wire. */
  readonly format: string | undefined
  /** Whether the text is base64 of octets. */
  readonly base64: boolean
  readonly accepts?: Accepts | undefined
  /** Whether a transformation comes first: one alternative among others. */
  readonly asSent?: true
}

/** An `enum` or a `const` of scalars. */
export interface EnumShape extends Described {
  readonly kind: 'enum'
  readonly values: readonly Scalar[]
}

export interface ArrayShape extends Described {
  readonly kind: 'array'
  /** The shapes of the first items, one by one. */
  readonly prefixItems: readonly ShapeReference[]
  readonly items: ShapeReference
}

export interface ObjectShape extends Described {
  readonly kind: 'object'
  readonly properties: ReadonlyMap<string, Property>
  /** What properties without a name of their own hold; undefined when there may be none. */
  readonly additional: ShapeReference | undefined
}

/** One of two or more alternatives, none of which is a union, null or any, and at most one an array. */
export interface UnionShape extends Described {
  readonly kind: 'union'
  readonly alternatives: readonly Shape[]
}

/** What a JSON Schema says of the structure of its values: all that formats other than JSON need to write and read them. */
export type Shape =
  | AnyShape
  | NullShape
  | BooleanShape
  | NumberShape
  | StringShape
  | EnumShape
  | ArrayShape
  | ObjectShape
  | UnionShape
