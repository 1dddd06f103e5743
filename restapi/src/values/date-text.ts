/** Numbers of two and of three digits, since joining known texts takes a third of the time of `toISOString`. */
const two = Array.from({ length: 60 }, (_, number) => String(number).padStart(2, '0'))
const three = Array.from({ length: 1000 }, (_, number) => String(number).padStart(3, '0'))

const { toISOString } = Date.prototype

/**
 * Returns what `JSON.stringify` writes for a date with the standard `toJSON`: text in ISO 8601, and `null` for an invalid date. A date with
 * methods of its own is asked itself, and so is one outside the years 1000 to 9999.
 *
 * @see ECMA-262 §21.4.1.32 Date Time String Format
 */
export function dateText(date: Date): unknown {
  if (Object.getPrototypeOf(date) !== Date.prototype || date.toISOString !== toISOString) return date.toJSON()
  const year = date.getUTCFullYear()
  if (!(year >= 1000 && year <= 9999)) return date.toJSON()
  const day = `${year}-${two[date.getUTCMonth() + 1]}-${two[date.getUTCDate()]}`
  const minute = `${two[date.getUTCHours()]}:${two[date.getUTCMinutes()]}`
  return `${day}T${minute}:${two[date.getUTCSeconds()]}.${three[date.getUTCMilliseconds()]}Z`
}
