/** A name as a part of that of a component: `x-own` becomes `XOwn`. */
export function componentWord(name: string): string {
  return (name.match(/[A-Za-z0-9]+/g) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
