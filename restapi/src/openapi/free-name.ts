/** The name; where that is taken by another, the first one with a number behind it that is not. */
export function freeName(name: string, isTaken: (candidate: string) => boolean): string {
  let candidate = name
  for (let number = 2; isTaken(candidate); number++) candidate = `${name}${number}`
  return candidate
}
