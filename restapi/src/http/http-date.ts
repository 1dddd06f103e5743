const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The three forms of an HTTP date. Two are obsolete, and a recipient must accept them. @see RFC 9110 §5.6.7 */
const forms = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
]

/** Parses an HTTP date. Returns milliseconds since 1970; `undefined` for any other text, which a recipient must ignore. */
export function parseHttpDate(text: string): number | undefined {
  const groups = forms.map((form) => form.exec(text)?.groups).find((found) => found !== undefined)
  if (groups === undefined) return undefined
  const { day = '', month = '', year = '', time = '' } = groups
  const [hour = 0, minute = 0, second = 0] = time.split(':').map(Number)
  const at = months.indexOf(month)
  const midnight = Date.UTC(fullYear(year), at, Number(day))
  const isReal =
    at !== -1 && new Date(midnight).getUTCDate() === Number(day) && hour < 24 && minute < 60 && second <= 60
  return isReal ? midnight + ((hour * 60 + minute) * 60 + second) * 1000 : undefined
}

/** Completes a year of two digits. A year more than 50 years ahead belongs to the past century. @see RFC 9110 §5.6.7 */
function fullYear(digits: string): number {
  if (digits.length === 4) return Number(digits)
  const now = new Date().getUTCFullYear()
  const year = now - (now % 100) + Number(digits)
  return year > now + 50 ? year - 100 : year
}
