import { checkText } from '../values/check-value.js'

/**
 * The presentation that a client is asked for: saved to a file, or shown in place.
 *
 * @see RFC 6266 §4.2
 * @example
 * const disposition: Disposition = 'inline'
 * routes.get('/terms', () => file(new TextEncoder().encode('Terms'), { mediaType: 'text/plain', disposition }))
 */
export type Disposition = 'attachment' | 'inline'

/** The largest length of a file name, in code points. Most file systems take 255 bytes. */
const longestName = 200

/** The largest length of an ending that is kept when a name is cut. */
const longestEnding = 20

/**
 * Returns the value of `Content-Disposition`. The name may be any text: path separators become `_`; control characters, marks that
 * change the direction of text, and dots and spaces at its ends are removed; a name of more than 200 characters is cut before its ending.
 *
 * @param name the name of the file; `undefined` for none
 * @throws TypeError unless `name` is text
 * @see RFC 6266 §4, RFC 8187 §3.2
 */
export function contentDisposition(disposition: Disposition, name: string | undefined): string {
  if (name === undefined) return disposition
  checkText('the name of a file', name)
  const safe = safeName(name)
  if (safe === '') return disposition
  const plain = asciiName(safe)
  const quoted = `${disposition}; filename="${plain.replaceAll('"', '\\"')}"`
  // Some clients do not understand the escape of a quotation mark (RFC 6266, appendix D). They read the extended form.
  return plain === safe && !plain.includes('"') ? quoted : `${quoted}; filename*=UTF-8''${extendedValue(safe)}`
}

function safeName(name: string): string {
  const text = name
    .slice(0, 16 * longestName) // so that the cost does not grow with a name of megabytes
    .toWellFormed()
    .replace(/[/\\]/g, '_')
    // A mark such as U+202E shows `exe.fdp` as `pdf.exe`.
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/gu, '')
    .replace(/^[\s.]+/, '')
  const points = [...text]
  return (points.length > longestName ? cutName(points) : text).replace(/(?<![\s.])[\s.]+$/, '')
}

function cutName(points: readonly string[]): string {
  const dot = points.lastIndexOf('.')
  const ending = dot === -1 || points.length - dot > longestEnding ? [] : points.slice(dot)
  return [...points.slice(0, longestName - ending.length), ...ending].join('')
}

/**
 * Returns the name in ASCII, for clients that do not read the extended form: letters lose their accents, other characters become `_`. So
 * does a percent sign before two hexadecimal digits, which some clients decode (RFC 6266, appendix D).
 */
function asciiName(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\x20-\x7E]/gu, '_')
    .replace(/[/\\]|%(?=[0-9A-Fa-f]{2})/g, '_')
}

/** Percent-encodes all but the `attr-char` of RFC 8187 §3.2.1. */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
