import { once } from 'node:events'
import { mkdir, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { ClusterError } from './cluster-error.js'

/** The last lines of the answer. All lines before are for the person at the terminal. */
const [done, failed] = ['done', 'failed']

/**
 * Listens on a Unix socket for orders to roll. Resolves to the function that ends it.
 *
 * @param roll restarts the instances; it reports each step
 * @throws {ClusterError} when another cluster listens there
 */
export async function listenForOrders(
  path: string,
  roll: (report: (line: string) => void) => Promise<void>,
): Promise<() => Promise<void>> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  if (await isAnswered(path)) throw new ClusterError(`A cluster runs already with this folder: ${dirname(path)}.`)
  await rm(path, { force: true })
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    const report = (line: string) => void (socket.writable && socket.write(`${line}\n`))
    createInterface({ input: socket }).once('line', () => {
      roll(report).then(
        () => socket.end(`${done}\n`),
        (error: unknown) => socket.end(`${error instanceof Error ? error.message : String(error)}\n${failed}\n`),
      )
    })
  }).listen(path)
  await once(server, 'listening')
  return async () => {
    server.close()
    await rm(path, { force: true })
  }
}

/**
 * Lets the cluster that listens on the socket restart its instances. Resolves when it has done so.
 *
 * @throws {ClusterError} when no cluster runs, or when it fails
 */
export async function orderRoll(path: string, print: (line: string) => void): Promise<void> {
  const socket = await opened(path).catch(() => {
    throw new ClusterError(`No cluster runs with this folder: ${dirname(path)}. Start one with npm run cluster.`)
  })
  socket.write('roll\n')
  let last = failed
  for await (const line of createInterface({ input: socket })) {
    last = line
    if (line !== done && line !== failed) print(line)
  }
  if (last !== done) throw new ClusterError('The instances were not all restarted.')
}

async function opened(path: string): Promise<Socket> {
  const socket = connect(path)
  await once(socket, 'connect')
  return socket
}

async function isAnswered(path: string): Promise<boolean> {
  return opened(path).then(
    (socket) => Boolean(socket.destroy()),
    () => false,
  )
}
