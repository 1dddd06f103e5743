/** True in the commands that run the tests in full, such as `npm run test:races`, `test:crash` and `test:faults`. */
export const isFull = process.env.ENDWARE_TEST_ROUNDS === 'all'

/** Returns the number of rounds: `all` in the commands that run the tests in full, else `some`. */
export function rounds(some: number, all: number): number {
  return isFull ? all : some
}

/** Runs `work` `count` times at once. Returns the result or the error code of each. @param work receives 0 to `count - 1` */
export function racing<Result>(count: number, work: (index: number) => Promise<Result>): Promise<(Result | string)[]> {
  return Promise.all(
    Array.from({ length: count }, (_, index) =>
      work(index).catch((error: { code?: string }) => error.code ?? `unforeseen: ${String(error)}`),
    ),
  )
}

/** Returns how often each text occurs. */
export function tally(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const text of texts) counts[text] = (counts[text] ?? 0) + 1
  return counts
}
