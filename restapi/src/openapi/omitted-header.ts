import { isBrowserPolicy } from '../http/fields.js'

/**
 * Fields of HTTP itself, of Node and of proxies, which the HTTP libraries of clients handle (RFC 9110 §6.6.1, §7.6, §8; RFC 9111 §5.1;
 * RFC 9112).
 */
const httpFields =
  /^(?:age|alt-svc|connection|content-(?:encoding|length|type)|date|keep-alive|trailer|transfer-encoding|upgrade|via)$/

/** Reports whether a document omits a header field of an answer: one of HTTP itself, or one that protects browsers. */
export function isOmittedHeader(name: string): boolean {
  return httpFields.test(name.toLowerCase()) || isBrowserPolicy(name)
}
