import { endware, type FailureReport } from '@endware/restapi'
import type { z } from 'zod'

/** The answer to an outcome under a schema, read back from JSON. */
export interface Got {
  readonly status: number
  readonly value: unknown
  readonly reports: readonly FailureReport[]
}

/** Renders an outcome under a schema as JSON. */
export async function got(outcome: unknown, schema: z.ZodType, validation: 'off' | 'responses' = 'off'): Promise<Got> {
  const reports: FailureReport[] = []
  const api = endware({ validation, onFailure: (report) => reports.push(report) })
  const answer = await api.render(() => outcome, { contract: { responses: { 200: schema } } })
  return { status: answer.status, value: JSON.parse(String(answer.content ?? null)), reports }
}
