/** An event of the cluster, for the person at the terminal. */
export interface ClusterEvent {
  /** The part: `nginx`, or the number of an instance. */
  readonly part: string
  readonly message: string
}

export type OnClusterEvent = (event: ClusterEvent) => void
