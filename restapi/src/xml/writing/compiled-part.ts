/** Writes one value, whatever elements that takes. @throws NotAsDescribed */
export type ElementWriter = (value: unknown) => string

/** What the document that is being written has needed so far. */
export class Usage {
  xsi = false
  xs = false
  json = false
}

/** Says that a value is not just what its shape says. It is thrown in the middle of a document, and never leaves the compiled writer. */
export class NotAsDescribed {}

const notAsDescribed = new NotAsDescribed()

/** @throws NotAsDescribed always */
export function notDescribed(): never {
  throw notAsDescribed
}
