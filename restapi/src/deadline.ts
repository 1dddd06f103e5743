import { ownError } from './own-error.js'

/**
 * What `work` comes to, or a 503 when it takes longer than `timeout` milliseconds. What comes after that is dropped.
 *
 * @param onTimeout called at the deadline, to end the work
 * @param onLate called with what came too late, to let go of what it holds
 */
export async function withDeadline<Value>(
  work: Promise<Value>,
  timeout: number,
  onTimeout: (reason: unknown) => void,
  onLate: (value: Value) => void,
): Promise<Value> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      const cause = new DOMException(`no outcome after ${timeout} ms`, 'TimeoutError')
      reject(ownError('timeout', 'the request took too long', { cause }))
      onTimeout(cause)
      work.then(onLate, () => undefined) // nobody is left to hear of a late failure
    }, timeout)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    clearTimeout(timer)
  }
}
