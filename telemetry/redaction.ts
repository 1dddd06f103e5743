import { decoded, type Form, originalIndex } from './decoded-form.js'
import { type FoundSecret, redacted, secretsIn } from './secrets-in-text.js'

export { redacted }

const secretName =
  /^(proxy-?)?authori[sz]ation$|^(set-?)?cookie$|passw(or)?d|passphrase|secret|token|(api|access|private|sdk)-?key|credential|^dsn$|(database|listen|broker|amqp|redis|cache)-?url|connection-?string/i

/** Reports whether the value of a field with this name is a secret, which must not be logged. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll('_', '-'))
}

/** The most times that a text is percent-decoded. A proxy encodes a path once more at most, and a client that is wrong does so twice. */
const passes = 3

/**
 * Returns the text with secrets of known forms replaced. If a form of the text that is percent-decoded up to three times has a secret, the
 * most decoded such form is written. What is a secret in any form is replaced, because decoding may add an end to a value or a part to a
 * token. A text without secrets is returned as it is. The time grows with the length of the text, whatever it contains.
 *
 * @param isCut says that the text is the beginning of a longer one: a secret may go on after its end. @default false
 */
export function withoutSecrets(text: string, isCut = false): string {
  let shown: Form | undefined
  const hidden: FoundSecret[] = []
  const whole = (part: string) => (isCut ? part.replace(splitEncoding, '') : part)
  let form: Form | undefined = { text: whole(text), starts: undefined }
  for (let pass = 0; form !== undefined; pass += 1) {
    const secrets = secretsIn(form.text, isCut)
    for (const secret of secrets) hidden.push(inOriginal(secret, form))
    if (secrets.length > 0) shown = form
    form = pass < passes ? decoded(form, whole) : undefined
  }
  return shown === undefined ? text : written(shown, hidden)
}

/** The part of an encoded byte that a cut leaves at the end. */
const splitEncoding = /%[\da-f]?$/i

function inOriginal({ from, to, shown }: FoundSecret, form: Form): FoundSecret {
  return { from: originalIndex(form, from), to: originalIndex(form, to), shown }
}

/** Returns the form with these parts of the original replaced. Parts that overlap are replaced as one. */
function written(form: Form, hidden: FoundSecret[]): string {
  const { text } = form
  let clean = ''
  let at = 0
  let hiddenTo = 0
  // The parts of each form are in order, so this sort merges at most four sorted lists, in linear time.
  for (const { from, to, shown } of hidden.sort((one, other) => one.from - other.from)) {
    const begin = at
    while (at < text.length && originalIndex(form, at + 1) <= from) at += 1
    clean += text.slice(begin, at)
    if (from >= hiddenTo) clean += shown
    hiddenTo = Math.max(hiddenTo, to)
    while (at < text.length && originalIndex(form, at) < hiddenTo) at += 1
  }
  return clean + text.slice(at)
}
