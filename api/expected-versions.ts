import type { Precondition } from '@endware/restapi'

/** The versions of a product that `If-Match` names; `undefined` for `*`, which any will do for (RFC 9110 §13.1.1). */
export function expectedVersions({ versions }: Precondition): readonly number[] | undefined {
  return versions?.filter((version) => /^[1-9]\d*$/.test(version)).map(Number)
}
