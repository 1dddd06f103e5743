/**
 * Runs work that needs a server which answers in time, and repeats it when it fails and the server did not. On a busy machine, a Redis may
 * answer too late; the instances of the shop then go on without it, and the round says nothing.
 *
 * @param losses resolves to the number of times so far that the server was lost, once it is used
 */
export async function undisturbed(losses: () => Promise<number>, work: () => Promise<void>): Promise<void> {
  for (;;) {
    const before = await losses()
    try {
      return await work()
    } catch (error) {
      if ((await losses()) === before) throw error
    }
  }
}
