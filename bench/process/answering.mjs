/**
 * The child's side of child.mjs: answers the questions of the parent, and ends with it.
 *
 * @param {Record<string, (argument: any) => unknown>} answers
 */
export function answering(answers) {
  process.on('disconnect', () => process.exit())
  process.on('message', async (/** @type {any} */ { number, question, argument }) => {
    try {
      process.send?.({ number, value: await answers[question](argument) })
    } catch (error) {
      process.send?.({ number, error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    }
  })
}
