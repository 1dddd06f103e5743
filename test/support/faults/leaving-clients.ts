import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import type { Random } from '../crash/random.js'

export interface LeavingClientsOptions {
  readonly port: number
  readonly count: number
  /** Clients a second. */
  readonly rate: number
  readonly random: Random
  /** Returns the text of the request of the client with this number. */
  readonly request: (index: number) => string
}

/** The longest time that a client stays after its last byte, in milliseconds. */
const longestStay = 30

/** Lets clients come that leave at random: before the end of their request, before its answer, or during the answer. */
export async function leavingClients({ port, count, rate, random, request }: LeavingClientsOptions): Promise<void> {
  async function come(index: number): Promise<void> {
    const socket = connect(port, '127.0.0.1').resume()
    socket.on('error', () => undefined)
    await once(socket, 'connect')
    const text = request(index)
    socket.write(random.below(2) === 0 ? text : text.slice(0, random.below(text.length)))
    await pause(random.below(longestStay))
    if (random.below(2) === 0) socket.resetAndDestroy()
    else socket.destroy()
  }
  const clients: Promise<void>[] = []
  for (let index = 0; index < count; index += 1) {
    clients.push(come(index))
    await pause(1000 / rate)
  }
  await Promise.all(clients)
}
