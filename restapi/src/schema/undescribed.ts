import type { StandardSchema } from './standard-schema.js'

/** Returns the end of a message, after the name of the schema: it has no JSON Schema, and how to give it one. */
export function undescribed(schema: StandardSchema): string {
  const { vendor } = schema['~standard']
  return `is a schema of ${vendor} without a JSON Schema: ${advice.get(vendor) ?? ''}give { schema, jsonSchema }`
}

const advice: ReadonlyMap<string, string> = new Map([
  ['zod', 'use zod 4.2 or newer, or '],
  ['valibot', 'install @valibot/to-json-schema, or '],
  ['arktype', 'use ArkType 2.2 or newer, or '],
])
