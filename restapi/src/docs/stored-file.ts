import { createHash } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { judgeRead } from '../http/conditions.js'
import { mergeVary } from '../http/fields.js'
import { listMembers } from '../http/list-members.js'

type Coding = 'br' | 'gzip' | 'identity'

/** One coding of a file. Each coding has an entity tag of its own, since its octets differ. @see RFC 9110 §8.8.3.3 */
interface Variant {
  readonly content: Buffer
  readonly tag: string
}

/** Octets below which a content is not compressed: the answer fits in one packet anyway. */
const worthCoding = 1_024

/** A text that is served again and again. It is compressed once for each coding that a client asks for. */
export class StoredFile {
  readonly #content: Buffer
  readonly #mediaType: string
  readonly #cacheControl: string
  readonly #variants = new Map<Coding, Variant>()

  /** @param isForever `true` if the URL of the file changes with its content */
  constructor(text: string, mediaType: string, isForever = false) {
    this.#content = Buffer.from(text)
    this.#mediaType = mediaType
    this.#cacheControl = isForever ? 'public, max-age=31536000, immutable' : 'no-cache'
  }

  /** Answers a GET or HEAD, with a 304 or 412 where its conditions say so. */
  answer(request: IncomingMessage, response: ServerResponse): void {
    const coding = this.#content.length < worthCoding ? 'identity' : preferredCoding(request.headers['accept-encoding'])
    const { content, tag } = this.#variant(coding)
    response.setHeader('Cache-Control', this.#cacheControl)
    response.setHeader('ETag', tag)
    response.setHeader('Vary', mergeVary(String(response.getHeader('Vary') ?? ''), 'Accept-Encoding'))
    const verdict = judgeRead(request.headers, { tag, lastModified: undefined })
    if (verdict !== 'fulfilled') {
      response.statusCode = verdict === 'not-modified' ? 304 : 412
      response.end()
      return
    }
    response.statusCode = 200
    response.setHeader('Content-Type', `${this.#mediaType}; charset=utf-8`)
    response.setHeader('Content-Length', content.length)
    if (coding !== 'identity') response.setHeader('Content-Encoding', coding)
    response.end(request.method === 'HEAD' ? undefined : content)
  }

  #variant(coding: Coding): Variant {
    const known = this.#variants.get(coding)
    if (known !== undefined) return known
    const content = encoded(this.#content, coding)
    const variant = { content, tag: `"${contentHash(content)}"` }
    this.#variants.set(coding, variant)
    return variant
  }
}

/** Returns the beginning of a SHA-256 of a content, in the alphabet of URLs. */
export function contentHash(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 22)
}

function encoded(content: Buffer, coding: Coding): Buffer {
  if (coding === 'gzip') return gzipSync(content, { level: 9 })
  if (coding === 'identity') return content
  // Quality 11 takes a hundred times as long as 9, and saves a few percent
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })
}

/** Returns the smallest coding that `Accept-Encoding` names with a weight above 0. @see RFC 9110 §12.5.3 */
function preferredCoding(field: string | string[] | undefined): Coding {
  const allowed = listMembers(String(field ?? '').toLowerCase())
    .map((member) => member.split(';').map((part) => part.trim()))
    .filter(([, weight = '']) => !/^q=0(?:\.0*)?$/.test(weight))
    .map(([coding]) => coding)
  return allowed.includes('br') ? 'br' : allowed.includes('gzip') ? 'gzip' : 'identity'
}
