import { type Fields, fieldValue } from '../http/fields.js'
import type { RenderableReply } from '../outcomes/reply.js'

/**
 * Returns the reply with challenges, if it is a 401 without any: of `unauthorized()` in an endpoint, or of an error that `mapError` maps.
 *
 * @param challenges the `WWW-Authenticate` of the operation; empty for an operation without security
 * @see RFC 9110 §15.5.2
 */
export function withChallenges(reply: RenderableReply, challenges: Fields): RenderableReply {
  if (reply.kind !== 'failure' || reply.failure.error.status !== 401 || challenges.length === 0) return reply
  const { error } = reply.failure
  if (fieldValue(error.fields, 'WWW-Authenticate') !== undefined) return reply
  const value = fieldValue(challenges, 'WWW-Authenticate') ?? []
  return { ...reply, failure: { ...reply.failure, error: error.withHeader('WWW-Authenticate', value) } }
}
