import { reasonPhrase } from '../http/status.js'

/** A failure as one line for logs: `HttpError: 404 Not Found: no such product`. @param title in the place of the reason phrase */
export function failureText(name: string, status: number, message: string, title = reasonPhrase(status)): string {
  return `${name}: ${status} ${title}${message === '' || message === title ? '' : `: ${message}`}`
}
