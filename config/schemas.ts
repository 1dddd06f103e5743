import { z } from 'zod'

/** The schemas that variables share. Each reads text; its message ends the sentence "must …". */

/** Returns the schema of a whole number in decimal digits. @param unit such as ` of seconds` */
export function wholeNumber(least: number, most: number, unit = '') {
  const must = `be a whole number${unit} from ${least} to ${most}`
  return z
    .string()
    .regex(/^\d{1,9}$/, must)
    .transform(Number)
    .refine((value) => value >= least && value <= most, must)
}

/** Returns the schema of one of a few words. */
export function oneOf<const Values extends readonly [string, ...string[]]>(values: Values) {
  return z.enum(values, `be one of ${values.join(', ')}`)
}

/** The schema of an address or host name to listen on. */
export const host = z
  .string()
  .regex(/^[\w.:%-]{1,253}$/, 'be an IP address or a host name, without scheme, port or brackets')

/** The schema of the path of a file or folder. */
export const path = z.string().refine((text) => !text.includes('\0'), 'be a path')

/**
 * Returns the schema of a URL that may contain a user and a password.
 *
 * @param begins the beginning of the URL as a pattern
 * @param named the same for people, such as `redis:// or rediss://`
 */
export function serverUrl(begins: RegExp, named: string) {
  return z.string().superRefine((text, context) => {
    const must = (message: string) => context.addIssue({ code: 'custom', message })
    if (!begins.test(text)) must(`begin with ${named}`)
    else if (!URL.canParse(text)) must('be a URL, with special characters of user and password percent-encoded')
  })
}

/** The schema of a URL of HTTP that contains no secret. */
export const httpUrl = z.string().superRefine((text, context) => {
  const must = (message: string) => context.addIssue({ code: 'custom', message })
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) must('be a URL that begins with https:// or http://')
  else if (new URL(text).username !== '' || new URL(text).password !== '') must('be a URL without user and password')
})
