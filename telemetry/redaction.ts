import { decoded, type Form, originalIndex } from './decoded-form.js'
import { type FoundSecret, redacted, secretsIn } from './secrets-in-text.js'

export { redacted }

const secretName =
  /^(proxy-?)?authori[sz]ation$|^(set-?)?cookie$|passw(or)?d|passphrase|secret|token|(api|access|private|sdk)-?key|credential|^dsn$|(database|listen|broker|amqp|redis|cache)-?url|connection-?string/i

/** Reports whether the value of a field with this name is a secret, which must not be logged. */
export function isSecretName(name: string): boolean {
  return secretName.test(name.replaceAll('_', '-'))
}

/** The most times that a text is percent-decoded. A proxy encodes a path once more at most, and a faulty client encodes it twice. */
const passes = 3

/**
 * Returns the text with secrets of known forms replaced, also where they are percent-encoded up to three times. All else stays as it is. The
 * time grows with the length of the text, whatever it contains.
 *
 * @param isCut says that the text is the beginning of a longer one: a secret may go on after its end. @default false
 */
export function withoutSecrets(text: string, isCut = false): string {
  const hidden: FoundSecret[] = []
  const whole = (part: string) => (isCut ? part.replace(splitEncoding, '') : part)
  let form: Form | undefined = { text: whole(text), starts: undefined }
  for (let pass = 0; form !== undefined; pass += 1) {
    const secrets = secretsIn(form.text, { isCut, isDecoded: pass > 0 })
    for (const secret of secrets) hidden.push(inOriginal(secret, form))
    form = pass < passes ? decoded(form, whole) : undefined
  }
  return hidden.length === 0 ? text : written(text, hidden)

  function inOriginal({ from, to, shown }: FoundSecret, form: Form): FoundSecret {
    // A secret at the end of a cut text includes the encoded byte that the cut has split.
    const end = to === form.text.length ? text.length : originalIndex(form, to)
    return { from: originalIndex(form, from), to: end, shown }
  }
}

/** The part of an encoded byte that a cut leaves at the end. */
const splitEncoding = /%[\da-f]?$/i

/** Returns the text with these parts replaced. Parts that overlap are replaced as one: decoding may add an end to a value. */
function written(text: string, hidden: FoundSecret[]): string {
  let clean = ''
  let at = 0
  // The parts of each form are in order, so this sort merges at most four sorted lists, in linear time.
  for (const { from, to, shown } of hidden.sort((one, other) => one.from - other.from)) {
    if (from >= at) clean += text.slice(at, from) + shown
    at = Math.max(at, to)
  }
  return clean + text.slice(at)
}
