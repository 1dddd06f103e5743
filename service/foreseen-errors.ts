import { TrialKeysError } from '../api/authentication/trial-keys-error.js'
import { ListenError } from '../api/listen-error.js'
import { SettingsError } from '../config/settings-error.js'
import { FlagsError } from '../flags/flags-error.js'
import { DatabaseError } from '../repository/database-error.js'

const foreseen = [SettingsError, DatabaseError, ListenError, TrialKeysError, FlagsError]

/** Reports whether the message of an error is meant for the person who starts the service. */
export function isForeseen(error: unknown): error is Error {
  return foreseen.some((Foreseen) => error instanceof Foreseen)
}
