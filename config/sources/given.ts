/** The kinds of places that a value comes from. */
export type SourceKind = 'command line' | 'environment' | 'file' | 'secret file' | 'vault' | 'default'

/** The place that a value comes from. */
export interface Source {
  readonly kind: SourceKind
  /** The path with the line, or the reference to a secret. */
  readonly place?: string
}

/** A text as it was given for a variable. */
export interface Given {
  readonly text: string
  readonly source: Source
}

/** The texts of variables that are set, by name. */
export type GivenTexts = ReadonlyMap<string, Given>

/** Returns the source as one phrase, such as `file shop.yaml, line 3`. */
export function sourceText({ kind, place }: Source): string {
  return place === undefined ? kind : `${kind} ${place}`
}
