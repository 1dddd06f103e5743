import { redacted, secretAt, secretMarks, type TextScan } from './secrets-in-text.js'

export { redacted }

const secretName =
  /^(proxy-?)?authori[sz]ation$|^(set-?)?cookie$|passw(or)?d|passphrase|secret|token|(api|access|private|sdk)-?key|credential|^dsn$|(database|listen|broker|amqp|redis|cache)-?url|connection-?string/i

/** Reports whether the value of a field with this name is a secret, which must not be logged. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll('_', '-'))
}

/** Returns the text with secrets of known forms replaced. The time grows with the length of the text, whatever it contains. */
export function withoutSecrets(text: string): string {
  const scan: TextScan = { text, at: 0, word: { end: 0, lastAt: -1 }, runEnd: 0 }
  let clean = ''
  for (const mark of text.matchAll(secretMarks)) {
    if (mark.index < scan.at) continue
    const secret = secretAt(scan, mark[0].toLowerCase(), mark.index)
    if (secret === undefined) continue
    clean += text.slice(scan.at, secret.from) + secret.shown
    scan.at = secret.to
  }
  return clean + text.slice(scan.at)
}
