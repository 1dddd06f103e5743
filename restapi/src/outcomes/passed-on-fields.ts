import { canonicalName, type FieldInput, type Fields, noFields, setField } from '../http/fields.js'

/**
 * The header fields of an error of http-errors and the like, such as `WWW-Authenticate`: an object of names and values, `Headers` or a
 * `Map`. A field that HTTP cannot carry is left out.
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
