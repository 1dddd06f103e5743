import { type DocumentedOperation, type DocumentedResponse, mediaTypesOf } from './documented-operation.js'

/** Returns the media types in which a status is requested; only `undefined` for an answer without content. */
export function drivenTypes(
  operation: DocumentedOperation,
  response: DocumentedResponse,
): readonly (string | undefined)[] {
  const { contents, status, isShared } = response
  if (contents.length === 0) return [undefined]
  const all = mediaTypesOf(contents)
  const namesFormat = operation.parameters.some((parameter) => parameter.namesFormat)
  if (!isShared || status !== 406 || namesFormat) return all
  // a client that accepts a format of the endpoint gets no 406; the default format and the problem media types remain
  const described = operation.responses.flatMap((each) => (each.status < 300 ? mediaTypesOf(each.contents) : []))
  const values = described.length === 0 ? all : described
  const names = contents.map(({ mediaType }) => mediaType)
  // content that the endpoint makes itself does not show which formats, and so which aliases, a client may accept
  if (!values.some((mediaType) => all.includes(mediaType))) return all.filter((mediaType) => names.includes(mediaType))
  return all.filter(
    (mediaType) =>
      !values.includes(mediaType) ||
      mediaType === names[0] ||
      (names.includes(mediaType) && /[/+](?:json|xml)$/.test(mediaType)),
  )
}
