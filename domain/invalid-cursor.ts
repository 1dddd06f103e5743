import { DomainError } from './domain-error.js'

/** The cursor does not come from this list, or was changed. */
export class InvalidCursor extends DomainError<'invalid-cursor'> {
  override readonly name = 'InvalidCursor'
  readonly code = 'invalid-cursor'

  /** @param reason `'other-list'` for a cursor of a list with another order or other conditions */
  constructor(reason: keyof typeof messages = 'unknown') {
    super(messages[reason])
  }
}

const messages = {
  unknown: 'the cursor is not one that this list has given out',
  'other-list':
    'the cursor belongs to a list with another order or other filters: repeat those of that list, or begin without a cursor',
} as const
