/** A request that makes an operation answer with a status. What it leaves out comes from the examples of the document. */
export interface RequestCase {
  readonly params?: Readonly<Record<string, string | number>>
  readonly query?: Readonly<Record<string, string | number | readonly string[]>>
  readonly headers?: Readonly<Record<string, string | undefined>>
  /** The value of the body, written in each format that the operation reads. */
  readonly body?: unknown
  /** A body as it is, in place of a value: `{ mediaType: 'text/csv', data: '…' }`. */
  readonly content?: ReadyBody
  /** Whether the end of the body is held back, so that the service gives up waiting (408). */
  readonly isUnfinished?: boolean
  /** Another instance of the application: one whose storage fails, for example. */
  readonly baseUrl?: string
}

/** A body that is sent as it is. */
export interface ReadyBody {
  readonly mediaType: string
  readonly data: string
}

/** A case, or what makes one for each request: a product to delete, for example. */
export type CaseSource = RequestCase | (() => RequestCase | Promise<RequestCase>)

/** Cases by the name of the operation and by status; several for a status are all driven. */
export interface Cases {
  readonly [operationId: string]: { readonly [status: number]: CaseSource | readonly CaseSource[] }
}

/** A case with what only the kit does. */
export interface DrivenCase extends RequestCase {
  readonly method?: string
  /** What stands in the place of each parameter of the path, as it is. */
  readonly rawPath?: string
  /** What stands behind the query. */
  readonly rawQuery?: string
  /** What takes the place of the media type in `Accept`. */
  readonly accept?: string
  /** A header field of the answer to a first request, sent back in a second one. */
  readonly repeat?: { readonly from: string; readonly to: string }
}
