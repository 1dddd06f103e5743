/** The text that replaces a secret in the log. */
export const redacted = '[redacted]'

/** A text under scan. What was looked at once is kept, so that no character is looked at for each mark again. */
interface TextScan {
  readonly text: string
  /** True when the text is the beginning of a longer one. A secret that may go on after the end is then one without its end. */
  readonly isCut: boolean
  /** True when the text was percent-encoded. A question mark in it begins no query then (RFC 3986 §2.2). */
  readonly isDecoded: boolean
  /** The end of the last secret. */
  at: number
  /** The end of the last word that was looked at, and the index of its last `@`. */
  word: { readonly end: number; readonly lastAt: number }
  /** The end of the last run that is not a JSON Web Token. */
  runEnd: number
}

/** A part of a text that is a secret, and the text that stands for it. */
export interface FoundSecret {
  readonly from: number
  readonly to: number
  readonly shown: string
}

const headerNames = ['proxy-authorization', 'authorization', 'set-cookie', 'cookie']
const names = /passw(?:or)?d|pwd|passphrase|secret|token|credentials?|(?:api|access|private|sdk)[-_]?key/

/** The places where a secret can begin: texts of limited length, so that the search for them is linear. */
const secretMarks = new RegExp(
  String.raw`\/\/|@|\?|eyJ|(?<![a-z\d])hv[bsr]\.|-----BEGIN[ +]|\bbearer\b|\bbasic\b|\b(?:${headerNames.join('|')})\b|session(?:[-_]?id)?|\bsid\b|${names.source}`,
  'gi',
)

/** Returns the secrets of a text in their order. They do not overlap. */
export function secretsIn(
  text: string,
  { isCut, isDecoded }: Pick<TextScan, 'isCut' | 'isDecoded'>,
): readonly FoundSecret[] {
  const scan: TextScan = { text, isCut, isDecoded, at: 0, word: { end: 0, lastAt: -1 }, runEnd: 0 }
  const secrets: FoundSecret[] = []
  const add = (secret: FoundSecret | undefined) => {
    if (secret === undefined) return
    secrets.push(secret)
    scan.at = secret.to
  }
  for (const mark of text.matchAll(secretMarks)) {
    if (mark.index >= scan.at) add(secretAt(scan, mark[0].toLowerCase(), mark.index))
  }
  if (isCut && scan.at < text.length) add(passwordBefore(scan, text.length)) // its `@` may be cut off
  return secrets
}

/** Returns the secret at a mark, or `undefined` when there is none. */
function secretAt(scan: TextScan, mark: string, index: number): FoundSecret | undefined {
  const end = index + mark.length
  switch (mark) {
    case '//':
      return userInformation(scan, index)
    case '@':
      return passwordBefore(scan, index)
    case '?':
      return scan.isDecoded ? undefined : query(scan.text, index)
    case 'eyj':
      return webToken(scan, index)
    case '-----begin ':
    case '-----begin+':
      return privateKey(scan.text, end)
    case 'bearer':
    case 'basic':
      return credentials(scan, end)
    case 'hvs.':
    case 'hvb.':
    case 'hvr.':
      return vaultToken(scan, index, end)
    case 'session':
    case 'sessionid':
    case 'session-id':
    case 'session_id':
    case 'sid':
      return assigned(scan.text, index, end, isValueEnd, isEquals) // "session: closed" is no secret
    default:
      return assigned(scan.text, index, end, headerNames.includes(mark) ? isLineEnd : isValueEnd)
  }
}

/** Finds the password of a URL, or of a path that begins as one: all characters between the user and the last @ of the word. */
function userInformation(scan: TextScan, index: number): FoundSecret | undefined {
  const { text } = scan
  const user = index + 2
  const end = ending(text, user, isUserEnd)
  if (text[end] === ':') {
    const word = wordAt(scan, end)
    const to = isCutOff(scan, word.end) ? word.end : word.lastAt
    return to > end + 1 ? { from: end + 1, to, shown: redacted } : undefined
  }
  // The user of a URL of HTTP without a password is a key, as in the DSN of an error tracker.
  const isWhole = text[end] === '@' || isCutOff(scan, end)
  const isKey = isWhole && end > user && /https?:$/i.test(text.slice(Math.max(0, index - 6), index))
  return isKey ? { from: user, to: end, shown: redacted } : undefined
}

/** Finds the password before an `@`, as in `user:password@host`. */
function passwordBefore({ text, at }: TextScan, index: number): FoundSecret | undefined {
  let from = index
  while (from > at && !isUserEnd(text.charCodeAt(from - 1))) from -= 1
  return from < index && text[from - 1] === ':' ? { from, to: index, shown: redacted } : undefined
}

/** Finds the query of a URL or path. */
function query(text: string, index: number): FoundSecret | undefined {
  if (!/[\w/.~%)\]-]/.test(text.charAt(index - 1))) return undefined
  const to = ending(text, index + 1, isQueryEnd)
  return to > index + 1 ? { from: index + 1, to, shown: '…' } : undefined
}

/** Finds a JSON Web Token, an encrypted one included: parts of base64url with dots between them. @see RFC 7515 §7.1, RFC 7516 §7.1 */
function webToken(scan: TextScan, index: number): FoundSecret | undefined {
  if (index < scan.runEnd) return undefined
  let dots = 0
  const to = ending(scan.text, index, (code) => {
    if (code === dot) dots += 1
    return !isTokenCode(code)
  })
  if (dots >= 2 || isCutOff(scan, to)) return { from: index, to, shown: redacted }
  scan.runEnd = to
  return undefined
}

/** Finds a token of Vault. Its prefix tells its type. @see https://developer.hashicorp.com/vault/docs/concepts/tokens#token-prefixes */
function vaultToken(scan: TextScan, index: number, from: number): FoundSecret | undefined {
  const to = ending(scan.text, from, (code) => !isTokenCode(code))
  const isExample = scan.text.slice(index, to) === exampleToken && !isCutOff(scan, to)
  return to > from && !isExample ? { from: index, to, shown: redacted } : undefined
}

/** Finds a private key in PEM. Its end may be missing, because texts are cut. @see RFC 7468 §10 */
function privateKey(text: string, from: number): FoundSecret | undefined {
  if (!/^[A-Z +]{0,40}PRIVATE[ +]KEY-----/.test(text.slice(from, from + 60))) return undefined
  const end = text.indexOf('-----END', from)
  return { from, to: end < 0 ? text.length : end, shown: redacted }
}

/** Finds the credentials after the name of their scheme. */
function credentials(scan: TextScan, index: number): FoundSecret | undefined {
  const { text } = scan
  const from = ending(text, index, isNoGap)
  if (from === index) return undefined
  const to = ending(text, from, isCredentialsEnd)
  return to >= from + 4 || (to > from && isCutOff(scan, to)) ? { from, to, shown: redacted } : undefined
}

/** The examples of the table of variables, whole: a part of a real secret may look like one. */
const exampleToken = 'hvs.example'
const examples = new Set([`TOKEN=${exampleToken}`, 'TOKEN=default:production.example', 'SDK_KEY=sdk-example'])

/** Finds the value after a name and a sign, in quotes or up to its end. The name is from `start` to `index`. */
function assigned(
  text: string,
  start: number,
  index: number,
  isEnd: (code: number) => boolean,
  isSign = isAssignment,
): FoundSecret | undefined {
  const quote = text[index] === '"' || text[index] === "'" ? 1 : 0
  const sign = ending(text, index + quote, isNoGap)
  if (!isSign(text.charCodeAt(sign))) return undefined
  const from = ending(text, sign + 1, isNoGap)
  const to = text[from] === '"' || text[from] === "'" ? quoteEnd(text, from) : ending(text, from, isEnd)
  return to > from && !examples.has(text.slice(start, to)) ? { from, to, shown: redacted } : undefined
}

/** Returns the index after the quoted text that begins at `from`, or the end of the text when the quote does not end. */
function quoteEnd(text: string, from: number): number {
  let at = from + 1
  while (at < text.length && text[at] !== text[from]) at += text[at] === '\\' ? 2 : 1
  return Math.min(at + 1, text.length)
}

/** Returns the word at an index: its end and its last `@`. */
function wordAt(scan: TextScan, index: number): TextScan['word'] {
  if (index < scan.word.end) return scan.word
  let lastAt = -1
  let at = index
  for (; at < scan.text.length && !isSpace(scan.text.charCodeAt(at)); at += 1) if (scan.text[at] === '@') lastAt = at
  scan.word = { end: at, lastAt }
  return scan.word
}

/** Reports whether what ends at an index may go on in the part of the text that was cut off. */
function isCutOff({ text, isCut }: TextScan, end: number): boolean {
  return isCut && end === text.length
}

/** Returns the index of the first character from `from` on that ends the run, or the end of the text. */
function ending(text: string, from: number, isEnd: (code: number) => boolean): number {
  let at = from
  while (at < text.length && !isEnd(text.charCodeAt(at))) at += 1
  return at
}

const dot = 0x2e
const plus = 0x2b

const isIn = (characters: string) => {
  const set = new Set([...characters].map((character) => character.charCodeAt(0)))
  return (code: number) => set.has(code)
}

const isSpace = isIn(' \t\n\v\f\r\u00a0\u2028\u2029\ufeff')
/** A form of HTML encodes a space as `+`. Only gaps between names and values may have it: in values, `+` is a character as any other. */
const isNoGap = (code: number) => code !== plus && !isSpace(code)
const isAssignment = isIn(':=')
const isEquals = isIn('=')
const isUserMark = isIn(':/@')
const isUserEnd = (code: number) => isUserMark(code) || isSpace(code)
const isQueryMark = isIn(`"'<>`)
const isQueryEnd = (code: number) => isQueryMark(code) || isSpace(code)
const isLineEnd = isIn('\r\n')
const isValueMark = isIn(`"'&,;`)
const isValueEnd = (code: number) => isValueMark(code) || isSpace(code)
const isCredentialsMark = isIn('.~+/=-_')
const isLetterOrDigit = (code: number) =>
  (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a)
const isCredentialsEnd = (code: number) => !isLetterOrDigit(code) && !isCredentialsMark(code)
const isTokenMark = isIn('.-_')
const isTokenCode = (code: number) => isLetterOrDigit(code) || isTokenMark(code)
