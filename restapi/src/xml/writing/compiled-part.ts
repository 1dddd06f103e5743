/** Writes one value as elements. @throws NotAsDescribed if the value differs from its shape */
export type ElementWriter = (value: unknown) => string

/** Namespace prefixes that the current document uses so far. */
export class Usage {
  xsi = false
  xs = false
  json = false
}

/** Signal that a value differs from its shape. The compiled writer catches it and leaves the value to `encodeXml`. */
export class NotAsDescribed {}

const notAsDescribed = new NotAsDescribed()

/** Leaves the current document to `encodeXml`. @throws NotAsDescribed always */
export function notDescribed(): never {
  throw notAsDescribed
}
