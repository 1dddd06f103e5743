import type { RecordField } from './log-fields.js'
import type { FieldValue, NewRecord, RecordWriter } from './record-writer.js'

/** The version of the Elastic Common Schema by which the fields are named. */
const ecsVersion = '8.10.0'

/** Returns the function that begins a record as one line of JSON. The last fields of the record are those of every record of the service. */
export function jsonLine({ name, version }: { readonly name: string; readonly version: string }): NewRecord {
  const always = {
    'ecs.version': ecsVersion,
    'process.pid': process.pid,
    'service.name': name,
    'service.version': version,
    'event.dataset': name,
  }
  const end = `,${JSON.stringify(always).slice(1)}`
  return (time, level) => new JsonLine(`{"@timestamp":"${time}","log.level":"${level}"`, end)
}

/** The text of a record grows field by field, because an object for `JSON.stringify` would take twice as long. */
class JsonLine implements RecordWriter {
  #text: string
  readonly #end: string
  #hasOtherNames = false
  #repeatsField = false

  constructor(start: string, end: string) {
    this.#text = start
    this.#end = end
  }

  put(field: RecordField, value: FieldValue): void {
    this.#putName(field)
    this.#text += typeof value === 'object' || typeof value === 'string' ? JSON.stringify(value) : value
  }

  putPlain(field: RecordField, text: string): void {
    this.#putName(field)
    this.#text += `"${text}"`
  }

  #putName({ json, hasOneName }: RecordField): void {
    if (!hasOneName) this.#hasOtherNames = true
    // A quote within a value is escaped, so that this finds names only.
    if (this.#hasOtherNames && this.#text.includes(json)) this.#repeatsField = true
    this.#text += json
  }

  line(): string {
    // JSON.parse keeps the last value of a name.
    const text = this.#repeatsField ? JSON.stringify(JSON.parse(`${this.#text}}`)).slice(0, -1) : this.#text
    return text + this.#end
  }
}
