/** What HTTP itself, Node and whoever stands between need: clients have it handled by their libraries (RFC 9110 §6.6.1, §7.6, §8; RFC 9111 §5.1; RFC 9112). */
const ofHttp =
  /^(?:age|alt-svc|connection|content-(?:encoding|length|type)|date|keep-alive|trailer|transfer-encoding|upgrade|via)$/

/** What tells browsers how to guard an answer, and nobody anything about the resource: all that helmet and CORS middleware set. */
const forBrowsers =
  /^(?:access-control-.*|content-security-policy(?:-report-only)?|cross-origin-.*|nel|origin-agent-cluster|permissions-policy|referrer-policy|report-to|reporting-endpoints|strict-transport-security|timing-allow-origin|x-(?:content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/

/** Whether a header field belongs to HTTP or to browsers, and so is no part of what a document tells of an answer. */
export function isUntold(name: string): boolean {
  const lower = name.toLowerCase()
  return ofHttp.test(lower) || forBrowsers.test(lower)
}
