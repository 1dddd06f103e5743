const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** The forms of RFC 9110 §5.6.7: that of today, and the two obsolete ones that a recipient has to understand. */
const forms = [
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (?<day>\d\d) (?<month>[A-Z][a-z]{2}) (?<year>\d{4}) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (?<day>\d\d)-(?<month>[A-Z][a-z]{2})-(?<year>\d\d) (?<time>\d\d:\d\d:\d\d) GMT$/,
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?<month>[A-Z][a-z]{2}) (?<day>[ \d]\d) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4})$/,
]

/** The time that an HTTP date means, in milliseconds; `undefined` for any other text, which a recipient has to ignore. */
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

/** A year of two digits that would be more than 50 years ahead is of the past (RFC 9110 §5.6.7). */
function fullYear(digits: string): number {
  if (digits.length === 4) return Number(digits)
  const now = new Date().getUTCFullYear()
  const year = now - (now % 100) + Number(digits)
  return year > now + 50 ? year - 100 : year
}
