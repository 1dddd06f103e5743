import type { z } from 'zod'
import { applyMessage, type MessageUseCases } from '../../messages/apply-message.js'
import { type IncomingMessage, incomingMessageSchema } from '../../messages/incoming-messages.js'
import { type Verdict, verdictOn } from './verdicts.js'

/** The result of handling a message. */
export type Handled =
  | { readonly verdict: 'done' | Extract<Verdict, 'drop'> }
  | { readonly verdict: Exclude<Verdict, 'drop'>; readonly reason: string; readonly error?: unknown }

/** The maximum length of a message, in bytes. */
const longest = 65_536

/** Reads the content of a message and applies it. Never rejects. Resolves after the effect is durable. */
export async function handleContent(orders: MessageUseCases, content: Uint8Array): Promise<Handled> {
  const read = readMessage(content)
  if (typeof read === 'string') return { verdict: 'park', reason: read }
  try {
    await applyMessage(orders, read)
    return { verdict: 'done' }
  } catch (error) {
    const verdict = verdictOn(error)
    if (verdict === 'drop') return { verdict }
    return { verdict, reason: error instanceof Error ? error.message : 'something was thrown that is no error', error }
  }
}

/** Returns the message, or the reason why the content is not a valid message. */
function readMessage(content: Uint8Array): IncomingMessage | string {
  if (content.length > longest) return `a message has at most ${longest} bytes, and this one has ${content.length}`
  let value: unknown
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(content))
  } catch {
    return 'the content is not JSON in UTF-8'
  }
  const parsed = incomingMessageSchema.safeParse(value)
  return parsed.success ? parsed.data : `the message is not valid: ${inWords(parsed.error)}`
}

/** Returns the first faults in words. Values may be secrets, so they are left out. */
function inWords({ issues }: z.ZodError): string {
  return issues
    .slice(0, 5)
    .map(({ path, message }) => `${path.join('.') || 'the message'}: ${message}`)
    .join('; ')
}
