import { afterEach } from '@jest/globals'

/** Returns a list for steps that undo what a test has done. They run after each test, the last one first. */
export function undoAfterEach(): (() => Promise<unknown>)[] {
  const undo: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const step of undo.splice(0).reverse()) await step()
  })
  return undo
}
