import type { Socket } from 'node:net'
import { type TcpProxy, tcpProxy } from './tcp-proxy.js'

/**
 * A way to RabbitMQ on which the broker seems to have an alarm: it says `connection.blocked` and reads nothing more, until the alarm is
 * over. The real broker blocks only connections that publish.
 */
export interface BlockingBroker extends TcpProxy {
  readonly url: string
  /** Blocks the connections that send messages. @param reason the words of RabbitMQ, such as `low on memory` */
  block(reason: string): void
  unblock(): void
}

/** The class `connection` of AMQP 0-9-1, and its methods `blocked` and `unblocked`. */
const amqp = { connection: 10, blocked: 60, unblocked: 61 }

/** A frame of a method on channel 0. @param text a short string, the argument */
function methodFrame(method: number, text?: string): Buffer {
  const argument = text === undefined ? Buffer.alloc(0) : Buffer.from(`${String.fromCharCode(text.length)}${text}`)
  const head = Buffer.alloc(11)
  head.writeUInt8(1, 0)
  head.writeUInt32BE(4 + argument.length, 3)
  head.writeUInt16BE(amqp.connection, 7)
  head.writeUInt16BE(method, 9)
  return Buffer.concat([head, argument, Buffer.from([0xce])])
}

/** Returns a way to the broker at the URL, which is closed so far. */
export async function blockingBroker(brokerUrl: string): Promise<BlockingBroker> {
  const url = new URL(brokerUrl)
  let alarm: string | undefined
  /** The bytes of each blocked client that are held back. */
  const held = new Map<Socket, { readonly upstream: Socket; readonly bytes: Buffer[] }>()
  const proxy = await tcpProxy(
    { host: url.hostname, port: Number(url.port || 5672) },
    (bytes, { client, upstream }) => {
      const blocked = held.get(client)
      if (blocked) return void blocked.bytes.push(bytes)
      // The media type is in the frame before the content of a message.
      if (alarm === undefined || !bytes.includes('cloudevents+json')) return void upstream.write(bytes)
      held.set(client, { upstream, bytes: [bytes] })
      client.write(methodFrame(amqp.blocked, alarm))
    },
  )
  url.host = `127.0.0.1:${proxy.port}`
  return {
    ...proxy,
    url: url.href,
    block(reason) {
      alarm = reason
    },
    unblock() {
      alarm = undefined
      for (const [client, { upstream, bytes }] of held) {
        if (!client.destroyed) client.write(methodFrame(amqp.unblocked))
        for (const each of bytes) upstream.write(each)
      }
      held.clear()
    },
  }
}
