/** The state of one part of the service, as it is remembered. */
export interface PartState {
  readonly name: string
  readonly ready: boolean
  /** True when the service cannot serve without the part. */
  readonly required: boolean
  /** The reason why the part is not ready, for people. It contains no secret and no address. */
  readonly detail?: string | undefined
}

/** Returns the state of every part from memory. It waits for nothing, so it answers while the database or its pool does not. */
export type ReadParts = () => readonly PartState[]
