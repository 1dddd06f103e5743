import { TrialKeysError } from '../api/authentication/trial-keys-error.js'
import { ClusterError } from '../cluster/cluster-error.js'
import { SettingsError } from '../config/settings-error.js'
import { ParkedMessagesError } from '../events/consumer/parked-messages.js'
import { SendError } from '../events/message-sender.js'
import { DatabaseError } from '../repository/database-error.js'
import { CommandError } from './command-error.js'
import { ignoreClosedPipe } from './ignore-closed-pipe.js'

/** The surroundings of a command. */
export interface CommandContext {
  /** The command line after the name of the program. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string | undefined>>
  /** Writes a line for the person at the terminal. */
  readonly print: (line: string) => void
}

const foreseen = [
  CommandError,
  ClusterError,
  SettingsError,
  DatabaseError,
  TrialKeysError,
  SendError,
  ParkedMessagesError,
]

/** Runs a command, then ends the process: with 0, with 1 after a failure, or with 2 for a wrong command line. */
export async function runCommand(command: (context: CommandContext) => Promise<void>): Promise<void> {
  ignoreClosedPipe()
  const print = (line: string) => void process.stdout.write(`${harmless(line)}\n`)
  try {
    await command({ argv: process.argv.slice(2), env: process.env, print })
  } catch (error) {
    if (!foreseen.some((kind) => error instanceof kind) || !(error instanceof Error)) throw error
    process.stderr.write(`${harmless(error.message)}\n`)
    process.exitCode = error instanceof CommandError ? error.exitCode : 1
  }
}

/** Replaces characters that control a terminal or turn the direction of text: files, brokers and shops send texts of others. */
function harmless(text: string): string {
  return text.replace(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
}
