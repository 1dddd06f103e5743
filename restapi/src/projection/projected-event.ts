import { type ServerSentEvent, serverSentEvent } from '../outcomes/server-sent-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/** The same event with its data projected: in a stream of events it is the data that the schema describes. */
export function projectedEvent(
  event: ServerSentEvent,
  projection: Projection,
  key: string | number,
  run: ProjectionRun,
): ServerSentEvent {
  run.isPlainData = false
  const { id, event: type, retry } = event
  return serverSentEvent(projection.project(event.data, key, run), {
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { event: type }),
    ...(retry === undefined ? {} : { retry }),
  })
}
