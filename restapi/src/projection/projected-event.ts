import { type ServerSentEvent, serverSentEvent } from '../outcomes/server-sent-event.js'
import type { Projection } from './projection.js'
import type { ProjectionRun } from './projection-run.js'

/**
 * Returns the event with its data projected: the schema of a stream describes the data of its events. A raw event passes as it is: its
 * data is text that the application has written itself.
 */
export function projectedEvent(
  event: ServerSentEvent,
  projection: Projection,
  key: string | number,
  run: ProjectionRun,
): ServerSentEvent {
  run.isPlainData = false
  if (event.raw) return event
  const { id, event: type, retry } = event
  return serverSentEvent(projection.project(event.data, key, run), {
    ...(id === undefined ? {} : { id }),
    ...(type === undefined ? {} : { event: type }),
    ...(retry === undefined ? {} : { retry }),
  })
}
