import type { Codec } from '../formats/codec.js'
import { fieldsReader } from '../text/form-fields.js'
import { urlEncodedFields } from '../text/url-encoded-fields.js'

/** The media type of forms without files. */
export const urlEncoded = 'application/x-www-form-urlencoded'

/**
 * Reads what HTML forms send, `application/x-www-form-urlencoded`: fields become what the schema says, a repeated field a list, fields
 * with brackets (`address[city]`) an object. It only reads.
 *
 * @example
 * const api = endware({ codecs: [json(), xml(), form()] })
 */
export function form(): Codec {
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  return {
    name: 'form',
    mediaTypes: [urlEncoded],
    decode: (content, { shape }) => fieldsReader(shape)(urlEncodedFields(utf8.decode(content))),
  }
}
