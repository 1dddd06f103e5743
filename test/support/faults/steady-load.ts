import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { rounds } from '../rounds.js'

/** A request of a load. */
export interface LoadRequest {
  readonly method?: 'GET' | 'POST'
  readonly path: string
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
  /** Returns the request with this number, from 0 on. */
  readonly request: (index: number) => LoadRequest
}

/** The time between two looks at which requests are due, in milliseconds. */
const tickMs = 5

/** The most requests under way. In `npm test` few, because a busy machine is no fault of the service. */
const mostAtOnce = rounds(20, 5_000)

/**
 * Sends requests at a rate, however slowly they are answered, until the work is done. Resolves when each is answered.
 * @throws what the work throws
 */
export async function loadDuring(options: SteadyLoadOptions, work: () => Promise<unknown>): Promise<LoadFigures> {
  const { url, rate } = options
  const agent = new Agent({ keepAlive: true })
  const answers: Record<string, number> = {}
  const times: number[] = []
  const asked: Promise<void>[] = []
  const ask = async () => {
    const start = performance.now()
    const kind = await answerTo(url, agent, options.request(asked.length)).catch(() => 'no answer')
    times.push(performance.now() - start)
    answers[kind] = (answers[kind] ?? 0) + 1
  }
  const start = performance.now()
  let isDone = false
  const working = work().finally(() => {
    isDone = true
  })
  working.catch(() => undefined)
  while (!isDone) {
    const due = ((performance.now() - start) / 1000) * rate
    while (asked.length < due && asked.length - times.length < mostAtOnce) asked.push(ask())
    await pause(tickMs)
  }
  const seconds = (performance.now() - start) / 1000
  await Promise.all(asked)
  agent.destroy()
  await working
  return figuresOf(times, answers, seconds)
}

/** Returns the figures of requests. @param times those of all requests, in milliseconds */
export function figuresOf(times: readonly number[], answers: LoadFigures['answers'], seconds: number): LoadFigures {
  const sorted = times.toSorted((one, other) => one - other)
  const at = (share: number) => Math.round((sorted[Math.floor(sorted.length * share)] ?? 0) * 10) / 10
  const slowest = Math.round(sorted.at(-1) ?? 0)
  return { seconds, rate: sorted.length / seconds, answers, p50: at(0.5), p99: at(0.99), slowest }
}

/** Resolves to the status of the answer when all of it is there. */
function answerTo(url: string, agent: Agent, { method = 'GET', path, headers, body }: LoadRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), { agent, method, headers: { ...headers } }, (answer) => {
      answer.resume()
      answer.once('error', reject)
      answer.once('end', () => resolve(String(answer.statusCode)))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}
