import { createClient } from 'redis'

/** The commands of an open connection. */
export type RedisCommands = ReturnType<typeof unopenedConnection>

/** One connection to Redis, which is never opened a second time. */
export interface RedisConnection {
  readonly commands: RedisCommands
  /** Resolves to the reason when the connection has failed or was ended. */
  readonly ended: Promise<unknown>
  /** Ends the connection. All commands without an answer fail at once. */
  end(reason?: unknown): void
}

/**
 * Returns a function that makes connections, which are not open yet. They neither queue commands nor connect again. All are copies of one
 * client: for any other, `createClient` makes a class with all commands, which takes as long as ten requests.
 */
export function redisConnections(url: string, name: string): () => RedisConnection {
  const model = unopenedConnection(url, name)
  return () => connectionOf(model.duplicate())
}

function connectionOf(commands: RedisCommands): RedisConnection {
  let resolve: (reason: unknown) => void = () => undefined
  const ended = new Promise<unknown>((done) => {
    resolve = done
  })
  const end = (reason?: unknown) => {
    resolve(reason)
    commands.destroy()
  }
  commands.on('error', end)
  return { commands, ended, end }
}

function unopenedConnection(url: string, name: string) {
  return createClient({
    url,
    name,
    // By default, the client keeps commands until there is a connection, for as long as that takes.
    disableOfflineQueue: true,
    socket: { reconnectStrategy: false },
    // By default, the client makes an AbortSignal with a timer of 5 s for each command. `RedisClient.run` has a deadline of its own.
    commandOptions: { timeout: 0 },
    maintNotifications: 'disabled',
  })
}
