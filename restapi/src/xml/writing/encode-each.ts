import { type XmlStyle, XmlWriter } from './encode-xml.js'
import type { FastWriter } from './fast-writer.js'

/**
 * The XML document of an array whose items come one by one. It reads back as the document that `encodeXml` makes of them all.
 *
 * @throws TypeError for an item that has no JSON, and whatever the source throws.
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
