/** A format of text, under the name that JSON Schema and OpenAPI have for it where they have one. */
interface FormatName {
  readonly format: string
  /** The words of validators for it. */
  readonly names: readonly string[]
  /** The words for people, after "must be". */
  readonly words: string
}

const formats: readonly FormatName[] = [
  { format: 'email', names: ['email', 'rfc_email', 'an email address'], words: 'an e-mail address' },
  { format: 'uri', names: ['url', 'uri', 'httpUrl', 'a URL string'], words: 'a URL' },
  { format: 'uuid', names: ['uuid', 'uuidv4', 'uuidv6', 'uuidv7', 'guid', 'a UUID'], words: 'a UUID' },
  {
    format: 'date-time',
    names: ['datetime', 'iso_timestamp', 'an ISO 8601 (YYYY-MM-DDTHH:mm:ss.sssZ) date'],
    words: 'a date and time such as 2026-01-31T12:00:00Z',
  },
  { format: 'date', names: ['date', 'iso_date', 'a parsable date'], words: 'a date such as 2026-01-31' },
  { format: 'time', names: ['time', 'iso_time', 'iso_time_second'], words: 'a time such as 12:00:00' },
  { format: 'duration', names: ['duration'], words: 'a duration such as PT15M' },
  { format: 'ipv4', names: ['ipv4', 'an IPv4 address'], words: 'an IPv4 address' },
  { format: 'ipv6', names: ['ipv6', 'an IPv6 address'], words: 'an IPv6 address' },
  { format: 'ip', names: ['ip', 'an IP address'], words: 'an IP address' },
  { format: 'hostname', names: ['hostname', 'domain'], words: 'a host name' },
  { format: 'base64', names: ['base64', 'base64-encoded'], words: 'text in Base64' },
  { format: 'base64url', names: ['base64url', 'base64url-encoded'], words: 'text in Base64 for URLs' },
  { format: 'jwt', names: ['jwt', 'jws_compact'], words: 'a JSON Web Token' },
  { format: 'ulid', names: ['ulid'], words: 'a ULID' },
  { format: 'e164', names: ['e164'], words: 'a phone number such as +4930123456' },
  { format: 'credit-card', names: ['credit_card', 'a credit card number'], words: 'a card number' },
  { format: 'mac', names: ['mac', 'mac48'], words: 'a MAC address' },
]

const byName = new Map(
  formats.flatMap(({ format, names }) => [[format, format], ...names.map((name) => [name, format] as const)] as const),
)
const wordsOf = new Map(formats.map(({ format, words }) => [format, words]))

/** Returns the name of a format in JSON Schema for that of a validator; `undefined` for one that is not known. */
export function formatNamed(name: string): string | undefined {
  return byName.get(name)
}

/** Returns the words for a format, after "must be": `an e-mail address`. */
export function formatWords(format: string): string {
  return wordsOf.get(format) ?? `text in the format ${format}`
}
