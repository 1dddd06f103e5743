let lastTime = Number.NaN
let lastText = ''
let second = Number.NaN
let untilMilliseconds = ''

/**
 * Returns the time in ISO 8601, in UTC, like `Date.prototype.toISOString`, which takes longer: here the texts of the last time and of its
 * second are kept, since records of one second are many.
 *
 * @param time a whole number of milliseconds since the beginning of 1970
 */
export function isoTime(time: number): string {
  if (time === lastTime) return lastText
  const milliseconds = time % 1000
  if (time - milliseconds !== second) {
    second = time - milliseconds
    untilMilliseconds = new Date(second).toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss.'.length)
  }
  lastTime = time
  lastText = `${untilMilliseconds}${String(milliseconds).padStart(3, '0')}Z`
  return lastText
}
