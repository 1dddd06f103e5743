/** The cluster cannot start or roll. The message tells the person at the terminal the cause and the remedy. */
export class ClusterError extends Error {
  override readonly name = 'ClusterError'
}
