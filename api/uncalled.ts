/** Replaces a function that must not be called. @throws {Error} always */
export function uncalled(): never {
  throw new Error('a function was called that only stands in for another')
}
