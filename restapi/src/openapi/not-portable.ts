/** The error for a construct of a regular expression that has no portable form. */
export class NotPortable extends Error {
  override readonly name = 'NotPortable'
}
