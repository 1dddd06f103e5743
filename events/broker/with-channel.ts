import { type ConfirmChannel, connect } from 'amqplib'

/** Runs `use` with a channel of confirms on a connection of its own, which then ends. Rejects with the error of `use` or of the broker. */
export async function withChannel<Result>(
  url: string,
  use: (channel: ConfirmChannel) => Promise<Result>,
): Promise<Result> {
  const model = await connect(url, { timeout: 5_000 })
  model.on('error', () => undefined) // The call under way rejects with the same error.
  try {
    const channel = await model.createConfirmChannel()
    channel.on('error', () => undefined)
    const result = await use(channel)
    await channel.close() // RabbitMQ may end a connection before it has handled the last acknowledgements of a channel that is open
    return result
  } finally {
    await model.close().catch(() => undefined) // it may be lost
  }
}
