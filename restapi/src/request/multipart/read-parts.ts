import type { Readable } from 'node:stream'
import { Dicer } from '@fastify/busboy'
import type { MultipartLimits } from './multipart-options.js'
import { type PartHeader, partHeader, type RawHeader } from './part-header.js'
import { tooMuch } from './too-much.js'

/** Takes the content of a part, which must be read to its end. */
export type TakePart = (header: PartHeader, content: Readable) => Promise<void>

/**
 * Reads the parts of a multipart body, each as it arrives. A slow `take` slows the client down. When one fails, the contents of all
 * others end with an error, and the function waits for them.
 *
 * @throws SyntaxError for a malformed body, and for one whose last boundary is missing
 * @throws HttpError 413 for too many parts, and for a part whose header is too large
 * @throws whatever `take` and `content` throw
 * @see RFC 2046 §5.1
 */
export async function readParts(
  content: Readable,
  boundary: string,
  limits: MultipartLimits,
  take: TakePart,
): Promise<void> {
  const { headerPairs, headerBytes, parts } = limits
  // The parser cuts a longer header without notice, so it gets room for what has to be refused.
  const parser = new Dicer({
    boundary,
    maxHeaderPairs: headerPairs + 1,
    maxHeaderSize: 2 * headerBytes,
  } as Dicer.Config)
  const open = new Set<Readable>()
  const taken: Promise<void>[] = []
  let hasHeader = true
  let count = 0
  const fault = new Fault()
  const finished = new Promise<void>((resolve) => parser.once('finish', resolve))
  parser.on('error', (cause) => fault.raise(new SyntaxError('the last boundary is missing', { cause })))
  parser.on('part', (part: Readable) => {
    part.on('error', () => undefined) // the parser and `take` report the cause
    part.once('close', () => open.delete(part))
    open.add(part)
    if (!hasHeader) fault.raise(headless())
    if (++count > parts) fault.raise(tooMuch(`it has more than ${parts} parts`))
    hasHeader = false
    part.once('header', (raw: RawHeader) => {
      hasHeader = true
      const taking = fault.hasHappened
        ? Promise.resolve()
        : new Promise<void>((resolve) => resolve(take(partHeader(raw, limits), part)))
      taking.catch((cause) => fault.raise(cause))
      taken.push(taking)
    })
  })
  try {
    await fault.unless(feed(content, parser))
    await fault.unless(finished)
    if (!hasHeader) throw headless()
    await fault.unless(Promise.all(taken))
  } catch (cause) {
    for (const part of open) part.destroy(cause instanceof Error ? cause : undefined)
    await Promise.allSettled(taken)
    throw cause
  }
}

async function feed(content: Readable, parser: Dicer): Promise<void> {
  let isFinished = false
  let goOn = (): void => undefined
  parser.once('finish', () => {
    isFinished = true
    goOn() // the parser does not always call back after the last boundary
  })
  for await (const chunk of content) {
    if (isFinished) continue // content after the last boundary is ignored (RFC 2046 §5.1.1)
    await new Promise<void>((resolve) => {
      goOn = resolve
      parser.write(chunk, () => resolve())
    })
  }
  parser.end()
}

function headless(): SyntaxError {
  return new SyntaxError('a part has no header')
}

/** The first error of several concurrent steps. */
class Fault {
  hasHappened = false
  #reject: (cause: unknown) => void = () => undefined
  readonly #happened = new Promise<never>((_, reject) => {
    this.#reject = reject
  })

  constructor() {
    this.#happened.catch(() => undefined) // it may happen when nothing waits
  }

  raise(cause: unknown): void {
    this.hasHappened = true
    this.#reject(cause)
  }

  /** Returns the value of `work`, or rejects as soon as an error is raised. */
  unless<Value>(work: Promise<Value>): Promise<Value> {
    return Promise.race([this.#happened, work])
  }
}
