import { isBrowserPolicy } from '../http/fields.js'

/** What HTTP itself, Node and whoever stands between need: clients have it handled by their libraries (RFC 9110 §6.6.1, §7.6, §8; RFC 9111 §5.1; RFC 9112). */
const ofHttp =
  /^(?:age|alt-svc|connection|content-(?:encoding|length|type)|date|keep-alive|trailer|transfer-encoding|upgrade|via)$/

/** Whether a header field belongs to HTTP or to browsers, and so is no part of what a document tells of an answer. */
export function isUntold(name: string): boolean {
  return ofHttp.test(name.toLowerCase()) || isBrowserPolicy(name)
}
