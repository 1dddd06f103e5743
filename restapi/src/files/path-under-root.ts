import { isAbsolute, relative, resolve, sep } from 'node:path'

/** The longest path that is looked up, in UTF-16 units. Operating systems take no longer ones. */
const longestPath = 4096

/**
 * Returns the absolute path of a file under `root`; `undefined` for a path that a client must not reach: one with `..`, with a segment
 * that begins with a dot, with a backslash or with a control character. A leading slash means `root`.
 *
 * @param path a path with slashes, already decoded
 * @param platform the rules of file names: on Windows a colon opens a drive or a stream, and `con.txt` is a device
 */
export function pathUnderRoot(path: string, root: string, platform: string = process.platform): string | undefined {
  if (path.length > longestPath) return undefined
  const segments = (path.startsWith('/') ? path.slice(1) : path).split('/')
  const isServed = platform === 'win32' ? isServedOnWindows : isServedName
  return segments.every(isServed) ? resolve(root, ...segments) : undefined
}

/** Reports whether a real path is inside a real folder, with no hidden file or folder on the way. */
export function isInside(path: string, root: string): boolean {
  const inside = relative(root, path)
  return !isAbsolute(inside) && inside.split(sep).every(isServedName) // absolute on Windows: another drive
}

function isServedName(name: string): boolean {
  return name !== '' && !name.startsWith('.') && !/[\\/\p{Cc}]/u.test(name)
}

const device = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[\d¹²³])(?:\.|$)/i

function isServedOnWindows(name: string): boolean {
  return isServedName(name) && !/[<>:"|?*]|[. ]$/.test(name) && !device.test(name)
}
