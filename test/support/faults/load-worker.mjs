// Sends requests at a rate until it is told to stop, in a thread of its own: the test has other work, such as hundreds of slow clients,
// which would make answers look late. Posts the times of all answers.
import { Agent, request } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { parentPort, workerData } from 'node:worker_threads'

const { url, rate, requests, mostAtOnce } = workerData

/** The time between two looks at which requests are due, in milliseconds. */
const tickMs = 5

const agent = new Agent({ keepAlive: true })
const answers = {}
const times = []
const asked = []

async function ask() {
  const start = performance.now()
  const number = asked.length
  const kind = await answerTo(requests[number % requests.length], number).catch(() => 'no answer')
  times.push(performance.now() - start)
  answers[kind] = (answers[kind] ?? 0) + 1
}

/** Resolves to the status of the answer when all of it is there. */
function answerTo({ method = 'GET', path, headers = {}, body }, number) {
  const filled = Object.entries(headers).map(([name, value]) => [name, value.replace('{number}', number)])
  const options = { agent, method, headers: Object.fromEntries(filled) }
  return new Promise((resolve, reject) => {
    const sent = request(new URL(path, url), options, (answer) => {
      answer.resume()
      answer.once('error', reject)
      answer.once('end', () => resolve(String(answer.statusCode)))
    })
    sent.once('error', reject)
    sent.end(body)
  })
}

let isDone = false
parentPort.once('message', () => {
  isDone = true
})
const start = performance.now()
while (!isDone) {
  const due = ((performance.now() - start) / 1000) * rate
  while (asked.length < due && asked.length - times.length < mostAtOnce) asked.push(ask())
  await pause(tickMs)
}
const seconds = (performance.now() - start) / 1000
await Promise.all(asked)
agent.destroy()
parentPort.postMessage({ times, answers, seconds })
parentPort.close()
