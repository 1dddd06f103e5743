import type { RecordField } from './log-fields.js'
import type { FieldValue, NewRecord, RecordWriter } from './record-writer.js'

/** The version of the Elastic Common Schema by which the fields are named. */
const ecsVersion = '8.10.0'

/** Returns the function that begins a record as one line of JSON. Its last fields are those of every record of the service. */
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

/** The text grows field by field, because an object for `JSON.stringify` would take twice as long. */
class JsonLine implements RecordWriter {
  #text: string
  readonly #end: string
  #mayRepeat = false

  constructor(start: string, end: string) {
    this.#text = start
    this.#end = end
  }

  put({ json, isOnly }: RecordField, value: FieldValue): void {
    if (!isOnly) this.#mayRepeat = true
    this.#text +=
      typeof value === 'object' || typeof value === 'string' ? json + JSON.stringify(value) : `${json}${value}`
  }

  putPlain({ json, isOnly }: RecordField, text: string): void {
    if (!isOnly) this.#mayRepeat = true
    this.#text += `${json}"${text}"`
  }

  line(): string {
    // JSON.parse keeps the last value of a name.
    if (this.#mayRepeat) this.#text = JSON.stringify(JSON.parse(`${this.#text}}`)).slice(0, -1)
    return this.#text + this.#end
  }
}
