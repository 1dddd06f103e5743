import { type XmlStyle, XmlWriter } from './encode-xml.js'
import type { FastWriter } from './fast-writer.js'

/**
 * Writes the document of an array whose items arrive one by one. It reads back as the document that `encodeXml` writes for the whole array.
 *
 * @throws TypeError for an item that has no JSON; errors of the source pass through
 */
export async function* encodeXmlEach(
  values: AsyncIterable<unknown>,
  style: XmlStyle,
  fast: FastWriter,
): AsyncGenerator<string> {
  const writer = new XmlWriter(style)
  const start = writer.open()
  const write = fast.items(style, writer)
  let index = 0
  for await (const value of values) {
    const item = write(value, index)
    yield index === 0 ? `${start}>${item}` : item
    index++
  }
  yield index === 0 ? `${start}/>` : writer.close()
}
