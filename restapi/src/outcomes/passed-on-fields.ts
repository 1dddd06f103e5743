import { canonicalName, type FieldInput, type Fields, noFields, setField } from '../http/fields.js'

/**
 * Returns the header fields of an error as the `http-errors` package makes it, such as `WWW-Authenticate`. Fields that HTTP cannot carry
 * are left out.
 *
 * @param headers an object of names and values, `Headers` or a `Map`; anything else has no fields
 */
export function passedOnFields(headers: unknown): Fields {
  return entriesOf(headers).reduce<Fields>((fields, [name, value]) => {
    try {
      return setField(fields, canonicalName(name), value as FieldInput)
    } catch {
      return fields
    }
  }, noFields)
}

function entriesOf(headers: unknown): readonly (readonly [name: string, value: unknown])[] {
  if (typeof headers !== 'object' || headers === null) return []
  if (headers instanceof Headers || headers instanceof Map) return [...headers]
  return Object.entries(headers)
}
