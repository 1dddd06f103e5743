import type { Display } from './display.js'
import type { XmlObject } from './xml-object.js'

/** A JSON Schema (draft 2020-12), as converters of Standard JSON Schema return it. */
export type JsonSchema = boolean | { readonly [keyword: string]: unknown }

export type Scalar = string | number | boolean

/** A check of the schema's constraints (pattern, length, range) on a value of the right type. */
export type Accepts = (value: Scalar | bigint) => boolean

interface ShapeBase {
  /** `true` when the schema allows null. */
  readonly nullable: boolean
  /** The XML Object of the schema; empty for none. */
  readonly xml: XmlObject
  /** The way in which a page for people shows the value; absent for the usual way. */
  readonly display?: Display
}

/** A reference to the shape of a property or an item. The shape is found at the first access, since a schema may contain itself. */
export interface ShapeReference {
  readonly shape: Shape
}

/** A declared member of an object. */
export interface Property extends ShapeReference {
  readonly key: string
  readonly required: boolean
  /** The title that the schema of the member has itself. A title behind a reference names the type, not the member. */
  readonly title?: string | undefined
}

/** The shape of a value without a schema. */
export interface AnyShape extends ShapeBase {
  readonly kind: 'any'
  /** `true` for the input of a transformation, which gets text as the client sent it. */
  readonly asSent?: true
}

export interface NullShape extends ShapeBase {
  readonly kind: 'null'
}

export interface BooleanShape extends ShapeBase {
  readonly kind: 'boolean'
}

export interface NumberShape extends ShapeBase {
  readonly kind: 'number'
  readonly integer: boolean
  readonly accepts?: Accepts | undefined
}

export interface StringShape extends ShapeBase {
  readonly kind: 'string'
  /** The schema's `format`; `bigint` for big integers, which are decimal text on the wire. */
  readonly format: string | undefined
  /** `true` for text that is base64 of bytes. */
  readonly base64: boolean
  readonly accepts?: Accepts | undefined
  /** `true` for the input of a transformation, as one alternative of a union. */
  readonly asSent?: true
}

/** The shape of an `enum` or a `const` of scalars. */
export interface EnumShape extends ShapeBase {
  readonly kind: 'enum'
  readonly values: readonly Scalar[]
}

export interface ArrayShape extends ShapeBase {
  readonly kind: 'array'
  /** The shapes of the first items, each at its position. */
  readonly prefixItems: readonly ShapeReference[]
  /** The shape of all further items. */
  readonly items: ShapeReference
}

export interface ObjectShape extends ShapeBase {
  readonly kind: 'object'
  readonly properties: ReadonlyMap<string, Property>
  /** The shape of undeclared properties; `undefined` when none are allowed. */
  readonly additional: ShapeReference | undefined
}

/** The shape of a value with two or more alternatives. None is a union, null or any, and at most one is an array. */
export interface UnionShape extends ShapeBase {
  readonly kind: 'union'
  readonly alternatives: readonly Shape[]
}

/** The structure of the values of a JSON Schema. Formats other than JSON need it to read and write them. */
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
