import { AnyWriter } from './any-writer.js'
import { compiledItemWriter, compiledWriter } from './compiled-writer.js'
import { encodeXml, type XmlStyle, type XmlWriter } from './encode-xml.js'
import { TagMemory } from './tags.js'

/** Writes exactly what `encodeXml` and `XmlWriter` write, by the fastest writer for the value and style. */
export class FastWriter {
  readonly #memory = new TagMemory()

  /** Writes a whole document. @throws TypeError as `encodeXml` does */
  document(value: unknown, style: XmlStyle): string {
    const { kind, shape, indent = 0 } = style
    if (indent !== 0) return encodeXml(value, style)
    if (shape === undefined || kind === 'problem') return new AnyWriter(kind, this.#memory).document(value)
    return (kind === 'value' ? compiledWriter(shape)(value) : undefined) ?? encodeXml(value, style)
  }

  /** Returns the writer of the items of one streamed root, which `slow` has opened. */
  items({ kind, shape, indent = 0 }: XmlStyle, slow: XmlWriter): (value: unknown, index: number) => string {
    if (indent !== 0 || kind !== 'value') return (value, index) => slow.item(value, index)
    if (shape === undefined) {
      const any = new AnyWriter(kind, this.#memory)
      return (value, index) => any.item(value, index)
    }
    if (shape.kind !== 'array') return (value, index) => slow.item(value, index)
    const compiled = compiledItemWriter(shape)
    return (value, index) => compiled(value) ?? slow.item(value, index)
  }
}
