/**
 * Returns a function that runs tasks later, in the order in which they come, a few in each turn of the event loop: many tasks at once do
 * not hold up what else there is to do.
 */
export function fewATurn(most: number): (task: () => void) => void {
  const tasks: (() => void)[] = []
  const run = () => {
    const now = tasks.splice(0, most)
    if (tasks.length > 0) setImmediate(run)
    for (const task of now) task()
  }
  return (task) => {
    if (tasks.push(task) === 1) setImmediate(run)
  }
}
