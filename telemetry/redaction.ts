/** The text that replaces a secret in the log. */
export const redacted = '[redacted]'

const secretName =
  /^(proxy-?)?authori[sz]ation$|^(set-?)?cookie$|passw(or)?d|passphrase|secret|token|api-?key|private-?key|credential|^dsn$|database-?url|connection-?string/i

/** Reports whether a field of this name has a secret, so that its value is never logged. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll('_', '-'))
}

/** A text in quotes, whose end may have been cut off. */
const quoted = String.raw`"(?:[^"\\]|\\.){1,4096}"?|'(?:[^'\\]|\\.){1,4096}'?`

/** Each kind of secret that turns up inside texts, such as the messages of errors. */
const secretsInText: readonly (readonly [RegExp, string])[] = [
  // The password of a connection string or URL: everything between the user and the last @.
  [/([a-z][a-z0-9+.-]{0,30}:\/\/[^\s:/@]{0,256}):\S{1,1024}@/gi, `$1:${redacted}@`],
  [/\b(bearer|basic)\s+[\w.~+/=-]{4,}/gi, `$1 ${redacted}`],
  // A field, as a line of a message or as a member of JSON.
  [
    new RegExp(
      String.raw`\b((?:proxy-)?authorization|(?:set-)?cookie)(["']?\s*[:=]\s*)(?:${quoted}|[^\r\n]{1,4096})`,
      'gi',
    ),
    `$1$2${redacted}`,
  ],
  [
    new RegExp(
      String.raw`(passw(?:or)?d|pwd|passphrase|secret|token|(?:api|private)[-_]?key)(["']?\s*[:=]\s*)(?:${quoted}|[^\s"'&,;]{1,1024})`,
      'gi',
    ),
    `$1$2${redacted}`,
  ],
  // The query of a URL or path, which may carry tokens.
  [/(?<=[\w/.~%)-])\?[^\s"'<>]+/g, '?…'],
]

/** The text with the secrets of known forms replaced. */
export function withoutSecrets(text: string): string {
  return secretsInText.reduce((rest, [form, replacement]) => rest.replace(form, replacement), text)
}
