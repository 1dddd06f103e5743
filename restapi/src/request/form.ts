import type { Codec } from '../formats/codec.js'
import { fieldsReader } from '../text/form-fields.js'
import { urlEncodedFields } from '../text/url-encoded-fields.js'

/** The media type of forms without files. */
export const urlEncoded = 'application/x-www-form-urlencoded'

/**
 * Returns a codec that reads HTML forms, `application/x-www-form-urlencoded`. The schema decides the types of fields. A repeated field
 * becomes a list, and fields with brackets (`address[city]`) become an object. The codec cannot write.
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
