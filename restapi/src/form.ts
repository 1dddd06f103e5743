import type { Codec } from './codec.js'
import { fieldsByShape } from './request-fields.js'
import { urlEncodedFields } from './url-encoded-fields.js'

/**
 * Reads what HTML forms send, `application/x-www-form-urlencoded`: fields become what the schema says, a repeated field an
 * array. It only reads.
 */
export function form(): Codec {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  return {
    name: 'form',
    mediaTypes: ['application/x-www-form-urlencoded'],
    decode: (content, { shape }) => fieldsByShape(urlEncodedFields(utf8.decode(content)), shape),
  }
}
