/** Checks how far a codec is to indent what it writes. @throws TypeError unless it is a number of spaces from 0 to 10 */
export function checkIndent(codec: string, indent: number): void {
  if (Number.isInteger(indent) && indent >= 0 && indent <= 10) return
  throw new TypeError(`${codec}: indent is no number from 0 to 10: ${indent}`)
}
