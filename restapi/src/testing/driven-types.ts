import { type DocumentedOperation, type DocumentedResponse, mediaTypesOf } from './documented-operation.js'

/** Lists the media types that a status is driven in; `undefined` alone for an answer without content. */
export function drivenTypes(
  operation: DocumentedOperation,
  response: DocumentedResponse,
): readonly (string | undefined)[] {
  const { contents, status, isShared } = response
  if (contents.length === 0) return [undefined]
  const all = mediaTypesOf(contents)
  const namesFormat = operation.parameters.some((parameter) => parameter.namesFormat)
  if (!isShared || status !== 406 || namesFormat) return all
  // a client that accepts a format of the values gets no 406, but for the default, and for a family that it asks for by its problems
  const described = operation.responses.flatMap((each) => (each.status < 300 ? mediaTypesOf(each.contents) : []))
  const values = described.length === 0 ? all : described
  const names = contents.map(({ mediaType }) => mediaType)
  return all.filter(
    (mediaType) =>
      !values.includes(mediaType) ||
      mediaType === names[0] ||
      (names.includes(mediaType) && /[/+](?:json|xml)$/.test(mediaType)),
  )
}
