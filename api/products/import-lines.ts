import { InvalidImport } from '../../domain/products/product-error.js'

/** The limits of a file. */
export const importLimits = Object.freeze({ bytes: 50 * 1024 * 1024, lines: 100_000, lineLength: 64 * 1024 })

/** A line with its end, and its number from 1 on. */
export interface Line {
  readonly number: number
  readonly text: string
}

/**
 * Reads the lines of a file as they arrive.
 * @throws {InvalidImport} `invalid-import` beyond `importLimits`, and for bytes that are not UTF-8
 */
export async function* importLines(content: AsyncIterable<Uint8Array>): AsyncGenerator<Line> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let [rest, number, bytes] = ['', 0, 0]
  const line = (text: string): Line => {
    number += 1
    if (number > importLimits.lines) throw new InvalidImport(`a file has at most ${importLimits.lines} lines`)
    if (text.length > importLimits.lineLength) throw tooLong(number)
    return { number, text }
  }
  for await (const chunk of content) {
    bytes += chunk.byteLength
    if (bytes > importLimits.bytes) throw new InvalidImport(`a file has at most ${importLimits.bytes} bytes`)
    const texts = (rest + decoded(decoder, chunk)).split('\n')
    rest = texts.pop() ?? ''
    for (const text of texts) yield line(`${text}\n`)
    if (rest.length > importLimits.lineLength) throw tooLong(number + 1)
  }
  rest += decoded(decoder)
  if (rest !== '') yield line(rest)
}

function decoded(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): string {
  try {
    return decoder.decode(chunk, { stream: chunk !== undefined })
  } catch {
    throw new InvalidImport('the file is not UTF-8: save it in this encoding')
  }
}

function tooLong(line: number): InvalidImport {
  return new InvalidImport(`line ${line} is longer than ${importLimits.lineLength} characters`)
}
