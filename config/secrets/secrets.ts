import type { VariableName } from '../variables.js'
import { variables } from '../variables.js'
import { outage } from './outage.js'
import type { OnSecretEvent, SecretEvent } from './secret-event.js'
import { SecretError, type SecretSource } from './secret-source.js'

/** The present texts of secrets, for what connects anew while the service runs. */
export interface Secrets {
  /**
   * Returns the present text of a variable. A secret in a file or in Vault is read again. While its source does not answer, or has a text that
   * is not right, the last right text is returned. Never rejects.
   */
  readonly current: (name: VariableName) => Promise<string | undefined>
  /** Reports whether a variable has a source that is read again: a file or Vault. */
  readonly canChange: (name: VariableName) => boolean
  /** Sends the events so far and all later ones to a listener. There is one. */
  readonly listen: (onEvent: OnSecretEvent) => void
  /** Ends the reading. Nothing is reported after it. */
  readonly close: () => void
}

/** A secret whose source can be read again. */
export interface KeptSecret {
  readonly source: SecretSource
  readonly reference: string
}

export interface SecretsOptions {
  /** The texts of all variables at the start. */
  readonly texts: ReadonlyMap<string, string>
  readonly kept: ReadonlyMap<string, KeptSecret>
  /** The time for which a caller waits for a source, in milliseconds. @default 3000 */
  readonly waitMs?: number
  /** The pause between tries in an outage, in milliseconds. @default 5000 */
  readonly retryMs?: number
}

/** Secrets, and the door for failures that a source notices by itself. */
export interface KeptSecrets extends Secrets {
  readonly onFailure: (error: unknown) => void
}

/** Returns the present texts of secrets. */
export function keptSecrets({ texts, kept, waitMs = 3_000, retryMs = 5_000 }: SecretsOptions): KeptSecrets {
  const known = new Map(texts)
  const early: SecretEvent[] = []
  let send: OnSecretEvent = (event) => void early.push(event)
  const state = outage((event) => send(event))
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const refresh = async (name: string, { source, reference }: KeptSecret): Promise<void> => {
    const text = (await source.read(reference)).trim()
    const must = wrong(name, text)
    if (must !== undefined) throw new SecretError(`the present ${name} must ${must}`, 'lasting')
    known.set(name, text)
  }
  const fail = (error: unknown) => {
    if (isClosed) return
    state.begin(error)
    clearTimeout(timer)
    timer = setTimeout(() => void retry(), retryMs).unref()
  }
  /** Reads all secrets again: the outage is over when all can be read. */
  const retry = async () => {
    try {
      await Promise.all([...kept].map(([name, secret]) => refresh(name, secret)))
      state.end()
    } catch (error) {
      fail(error)
    }
  }
  return {
    onFailure: fail,
    canChange: (name) => kept.has(name),
    async current(name) {
      const secret = kept.get(name)
      // In an outage, only the timer tries: no connection waits for it.
      if (secret !== undefined && !state.lasts()) {
        try {
          await within(waitMs, refresh(name, secret))
        } catch (error) {
          fail(error)
        }
      }
      return known.get(name)
    },
    listen(onEvent) {
      send = onEvent
      for (const event of early.splice(0)) onEvent(event)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      for (const { source } of kept.values()) source.close()
    },
  }
}

/** Returns the requirement that a text misses, as the end of a sentence; `undefined` for a valid text. */
function wrong(name: string, text: string): string | undefined {
  const schema = Object.entries(variables).find(([other]) => other === name)?.[1].schema
  return schema?.safeParse(text).error?.issues[0]?.message
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new SecretError('no answer in time', 'passing')), milliseconds)
  })
  await Promise.race([work, late]).finally(() => clearTimeout(timer))
}
