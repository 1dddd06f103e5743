import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { rounds } from '../rounds.js'

/** A request of a load. */
export interface LoadRequest {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  /** `{number}` in a value becomes the number of the request. */
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

/** How a load was answered. Times are in milliseconds. */
export interface LoadFigures {
  readonly seconds: number
  /** Requests a second that were sent. */
  readonly rate: number
  /** The number of requests by status, or `no answer`. */
  readonly answers: Readonly<Record<string, number>>
  readonly p50: number
  readonly p99: number
  readonly slowest: number
}

export interface SteadyLoadOptions {
  readonly url: string
  /** Requests a second. */
  readonly rate: number
  /** The requests, which are sent in turn, again and again. */
  readonly requests: readonly LoadRequest[]
}

/** The most requests under way. In `npm test` few, because a busy machine is no fault of the service. */
const mostAtOnce = rounds(20, 5_000)

interface Answered {
  readonly times: readonly number[]
  readonly answers: LoadFigures['answers']
  readonly seconds: number
}

/**
 * Sends requests at a rate, however slowly they are answered, until the work is done. Resolves when each is answered.
 * @throws what the work throws
 */
export async function loadDuring(options: SteadyLoadOptions, work: () => Promise<unknown>): Promise<LoadFigures> {
  const worker = new Worker(new URL('load-worker.mjs', import.meta.url), { workerData: { ...options, mostAtOnce } })
  const answered = once(worker, 'message') as Promise<[Answered]>
  const outcome = work().finally(() => worker.postMessage('stop'))
  const [[{ times, answers, seconds }]] = await Promise.all([answered, outcome])
  return figuresOf(times, answers, seconds)
}

/** Returns the figures of requests. @param times those of all requests, in milliseconds */
export function figuresOf(times: readonly number[], answers: LoadFigures['answers'], seconds: number): LoadFigures {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  const slowest = Math.round(sorted.at(-1) ?? 0)
  return { seconds, rate: sorted.length / seconds, answers, p50: at(0.5), p99: at(0.99), slowest }
}
