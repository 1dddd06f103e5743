/** The key under which winston finds the line of a record. */
export const lineKey = Symbol.for('message')

/** A record that a format of winston has made. */
export type FormattedRecord = Readonly<Record<typeof lineKey, string>>
