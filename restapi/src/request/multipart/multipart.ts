import type { Codec } from '../../formats/codec.js'
import { FileStore } from './file-store.js'
import { FormReader } from './form-reader.js'
import { type MultipartOptions, multipartSettings } from './multipart-options.js'
import { readParts } from './read-parts.js'

/**
 * Returns a codec that reads `multipart/form-data`: forms with files. The schema decides the types of fields, as with `form()`, and files
 * become `File` objects. The body is checked while it arrives. Files beyond `memoryBytes` are kept in temporary files, which are removed
 * when the request ends. It only reads, and needs the package `@fastify/busboy`.
 *
 * @throws TypeError for a wrong option
 * @see RFC 7578
 * @example
 * const api = endware({ codecs: [json(), multipart({ limits: { fileBytes: 5 * 1024 * 1024 } })] })
 * const Photo = z.object({ title: z.string(), photo: z.file().mime(['image/png', 'image/jpeg']) })
 * const upload = api.endpoint({ body: Photo, consumes: ['multipart/form-data'] }, ({ body: { title, photo } }) => {
 *   return { title, size: photo.size }
 * })
 */
export function multipart(options: MultipartOptions = {}): Codec {
  const settings = multipartSettings(options)
  const { limits } = settings
  return {
    name: 'multipart',
    mediaTypes: ['multipart/form-data'],
    bodyBytes: limits.bodyBytes,
    async decodeStream(content, context) {
      const boundary = context.parameters.get('boundary') ?? ''
      if (boundary === '' || boundary.length > longestBoundary)
        throw new SyntaxError(`its Content-Type must have a boundary of 1 to ${longestBoundary} characters`)
      const remove = (): Promise<void> => store.remove()
      const store = new FileStore(settings, () => context.onEnd(() => reading.then(remove, remove)))
      const form = new FormReader(limits, store, context)
      const reading = readParts(content, boundary, limits, (header, part) => form.take(header, part))
      try {
        await reading
        return form.value()
      } catch (cause) {
        await remove()
        throw cause
      }
    },
  }
}

/** RFC 2046 §5.1.1 */
const longestBoundary = 70
