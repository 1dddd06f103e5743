/**
 * Returns a function that runs tasks later, in the order in which they come, a few in each turn of the event loop: many tasks at once do
 * not hold up what else there is to do.
 */
export function fewATurn(most: number): (task: () => void) => void {
  const tasks: (() => void)[] = []
  const run = () => {
    for (const task of tasks.splice(0, most)) task()
    if (tasks.length > 0) setImmediate(run)
  }
  return (task) => {
    if (tasks.push(task) === 1) setImmediate(run)
  }
}
