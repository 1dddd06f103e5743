export interface StartedServer {
  readonly url: string
  readonly version: string
  readonly stop: () => Promise<void>
  readonly kill: () => void
}

export function startPostgresqlBinaries(options?: { readonly password?: string }): Promise<StartedServer>
