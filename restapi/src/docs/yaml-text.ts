/** Text without quotes that a reader of YAML 1.1 or 1.2 takes for a boolean, null or a number. */
const reserved = /^(?:true|false|yes|no|on|off|y|n|null|e[-+]?[\d_.]+)$/i
/** Text that needs no quotes in any position. Digits do not begin it: `2026-01-31` is a date in YAML 1.1. */
const plain = /^[a-z/](?:[\w /.+-]*[\w/.+-])?$/i
/** Characters that JSON leaves as they are, and YAML does not take or reads as line breaks (YAML 1.2 §5.1, §5.4). */
const unprintable = /[\u007F-\u009F\u2028\u2029\uFEFF\uFFFE\uFFFF]/g

/**
 * Returns JSON data as a YAML 1.2 text in block style. Text of several lines is a literal block; other text is plain or in double quotes, so
 * that readers of YAML 1.1 get the same data.
 *
 * @see https://yaml.org/spec/1.2.2/
 */
export function yamlText(data: unknown): string {
  return `${node(data, '').trimStart()}\n`
}

/** Returns a node with what separates it from the text before it: a space, or a line break and its indent. */
function node(data: unknown, indent: string): string {
  if (typeof data === 'string') return ` ${text(data, indent)}`
  if (typeof data !== 'object' || data === null) return ` ${JSON.stringify(data)}`
  const inner = `${indent}  `
  if (Array.isArray(data)) {
    if (data.length === 0) return ' []'
    return data.map((item) => `\n${indent}-${inLine(node(item, inner), inner)}`).join('')
  }
  const members = Object.entries(data).filter(([, value]) => value !== undefined)
  if (members.length === 0) return ' {}'
  return members.map(([name, value]) => `\n${indent}${scalar(name)}:${node(value, inner)}`).join('')
}

/** Puts the first line of a list's item behind its hyphen. */
function inLine(item: string, indent: string): string {
  return item.startsWith(`\n${indent}`) ? ` ${item.slice(1 + indent.length)}` : item
}

function text(value: string, indent: string): string {
  const isBlock = /^\S.*\n/.test(value) && !/[^\n\t -~\u00A0-\u2027\u202A-\uD7FF\uE000-\uFEFE\uFF00-\uFFFD]/.test(value)
  if (!isBlock || value.endsWith('\n\n')) return scalar(value)
  const lines = value.replace(/\n$/, '').split('\n')
  if (lines.some((line) => /^[ \t]+$/.test(line))) return scalar(value)
  const inner = indent === '' ? '  ' : indent
  return `${value.endsWith('\n') ? '|' : '|-'}\n${lines.map((line) => (line === '' ? '' : inner + line)).join('\n')}`
}

function scalar(value: string): string {
  if (plain.test(value) && !reserved.test(value)) return value
  return JSON.stringify(value).replace(unprintable, escaped)
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`
}
