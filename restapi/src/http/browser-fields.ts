const guards =
  /^(?:access-control-.*|content-security-policy(?:-report-only)?|cross-origin-.*|nel|origin-agent-cluster|permissions-policy|referrer-policy|report-to|reporting-endpoints|strict-transport-security|timing-allow-origin|x-(?:content-type-options|dns-prefetch-control|download-options|frame-options|permitted-cross-domain-policies|xss-protection))$/i

/** Whether a header field tells browsers how to guard an answer, and nobody anything about the resource: all that helmet and CORS middleware set. */
export function guardsBrowsers(name: string): boolean {
  return guards.test(name)
}
