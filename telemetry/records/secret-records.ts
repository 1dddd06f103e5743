import type { RecordDescriptions } from './record-description.js'

/** The records of the sources of secrets. */
export const secretRecords = {
  'secrets-unreachable': {
    severity: 'warn',
    means:
      'secrets cannot be read again from Vault or their files; once until `secrets-reachable`. The known secrets stay in use',
    act: 'Read the reason in the record, and look at Vault or the files. Restart no instance before: it would not start.',
  },
  'secrets-reachable': { severity: 'info', means: 'secrets can be read again', act: 'none' },
} as const satisfies RecordDescriptions
