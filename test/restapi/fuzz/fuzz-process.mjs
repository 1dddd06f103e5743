// Sends the corpus unchanged, then a number of mutations, and prints the results. A fault is printed with its request in base64. A crash
// or an unhandled rejection ends the process with another code than 0.
import { once } from 'node:events'
import { connect } from 'node:net'
import { answersIn, judge } from './answers.mjs'
import { mutatedRequest, randomFrom, split } from './mutation.mjs'
import { corpusRequests } from './requests.mjs'
import { targetServer } from './target.mjs'

const [count = '2000', seed = '1'] = process.argv.slice(2)
const workers = 16

const wrong = []
const statuses = {}
let current = ''
const server = targetServer(({ code, cause }) =>
  wrong.push({ why: `${code}: ${cause?.stack ?? cause}`, request: current }),
)
const members = Object.getOwnPropertyNames(Object.prototype).join()

async function exchange(parts) {
  const socket = connect(server.address().port, '127.0.0.1')
  const received = []
  socket.on('data', (chunk) => received.push(chunk))
  socket.on('error', () => {}) // the server may refuse a request while it is still being sent
  const closed = once(socket, 'close')
  for (const part of parts) {
    socket.write(part)
    if (parts.length > 1) await new Promise(setImmediate)
  }
  socket.end()
  await closed
  return Buffer.concat(received)
}

/** Sends a request, checks the answers, and reports whether one is a success. */
async function check(request, parts) {
  current = request.toString('base64')
  let isGood = false
  try {
    for (const answer of answersIn(await exchange(parts))) {
      isGood ||= answer.status < 400
      statuses[answer.status] = (statuses[answer.status] ?? 0) + 1
      judge(answer)
    }
    if (Object.getOwnPropertyNames(Object.prototype).join() !== members) throw new Error('Object.prototype has changed')
  } catch (error) {
    wrong.push({ why: error.message, request: request.toString('base64') })
  }
  return isGood
}

server.listen(0, '127.0.0.1')
await once(server, 'listening')
const corpus = corpusRequests()
const good = []
for (const request of corpus) if (await check(request, [request])) good.push(request)
const asTheyAre = { ...statuses }

let sent = 0
await Promise.all(
  Array.from({ length: workers }, async (_, worker) => {
    const random = randomFrom(Number(seed) * workers + worker)
    while (sent++ < Number(count)) {
      const seeds = random() < 0.5 ? good : corpus // what is refused at once leads nowhere
      const request = mutatedRequest(seeds[Math.floor(random() * seeds.length)], corpus, random)
      await check(request, split(request, random))
    }
  }),
)
server.close()
server.closeAllConnections()
console.log(
  JSON.stringify({
    corpus: corpus.length,
    asTheyAre,
    mutations: Number(count),
    statuses,
    wrong: wrong.slice(0, 10),
    wrongs: wrong.length,
  }),
)
