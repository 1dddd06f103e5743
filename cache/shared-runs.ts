/** A run for a key, and the run that follows it. */
interface Run<Value> {
  readonly result: Promise<Value>
  next?: Promise<Value>
}

/**
 * Returns a function that runs work for a key, never twice at once. Calls during a run share the next one, so the work of each call begins
 * after the call: its result is never older.
 */
export function sharedRuns<Value>(): (key: string, work: () => Promise<Value>) => Promise<Value> {
  const runs = new Map<string, Run<Value>>()

  function start(key: string, work: () => Promise<Value>): Promise<Value> {
    const run: Run<Value> = { result: work() }
    runs.set(key, run)
    const finish = () => {
      if (run.next === undefined) runs.delete(key)
    }
    run.result.then(finish, finish)
    return run.result
  }

  return (key, work) => {
    const run = runs.get(key)
    if (run === undefined) return start(key, work)
    const next = () => start(key, work)
    run.next ??= run.result.then(next, next)
    return run.next
  }
}
