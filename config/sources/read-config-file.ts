import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml'
import type { SettingProblem } from '../settings-error.js'
import type { Given, GivenTexts } from './given.js'
import { readSmallFile } from './read-small-file.js'
import { fileSuffix, knownNames, nearestName, variableOf } from './variable-names.js'

/**
 * Reads the variables of a configuration file: an object of names and values in YAML 1.2 or JSON. A number, a boolean and a list stand for
 * their texts; `null` and an empty text count as unset. Adds a problem for each name that no variable has, and for each value of a wrong kind.
 */
export function readConfigFile(path: string, problems: SettingProblem[]): GivenTexts {
  const given = new Map<string, Given>()
  const refuse = (must: string) =>
    problems.push({ setting: 'CONFIG_FILE', text: path, must, example: 'production.yaml', secret: false })
  const content = readSmallFile(path)
  if ('failure' in content) {
    refuse(`be a file that can be read: ${content.failure}`)
    return given
  }
  const lines = new LineCounter()
  const document = parseDocument(content.text, { lineCounter: lines, prettyErrors: false })
  for (const { code, pos } of document.errors) {
    // The message of the parser may quote a secret. Its code does not.
    refuse(`be YAML or JSON; line ${lines.linePos(pos[0]).line} has ${code.toLowerCase().replaceAll('_', ' ')}`)
  }
  if (document.errors.length > 0 || document.contents === null) return given
  if (!isMap(document.contents)) {
    refuse('contain names with values, such as PORT: 3000')
    return given
  }
  for (const { key, value } of document.contents.items) {
    const name = isScalar(key) ? String(key.value) : ''
    const place = `${path}, line ${lines.linePos(key?.range?.[0] ?? 0).line}`
    const must = (text: string, example = exampleOf(name)) =>
      problems.push({ setting: name.slice(0, 64), place, must: text, example })
    if (!knownNames.has(name)) {
      const nearest = nearestName(name)
      must(`be the name of a variable${nearest ? `: ${nearest} is the nearest` : ''}`, exampleOf(nearest ?? 'PORT'))
      continue
    }
    if (name === 'CONFIG_FILE') {
      must('not be in a configuration file: there is one file')
      continue
    }
    const read = textOf(value, name, document)
    if ('must' in read) must(read.must)
    else if (read.text.trim() !== '') given.set(name, { text: read.text.trim(), source: { kind: 'file', place } })
  }
  return given
}

function exampleOf(name: string): string {
  const example = variableOf(name)?.example
  return example === undefined ? `${name}: /run/secrets/${pathOf(name)}` : `${name}: ${example}`
}

function pathOf(name: string): string {
  return name.slice(0, -fileSuffix.length).toLowerCase().replaceAll('_', '-')
}

type Read = { readonly text: string } | { readonly must: string }

/** Returns the value as it would be written in the environment. A number keeps its digits: 1.10 is not 1.1. */
function textOf(node: ParsedNode | null, name: string, document: Document.Parsed): Read {
  const value = isAlias(node) ? node.resolve(document) : node
  if (value === null || value === undefined) return { text: '' }
  if (isScalar(value)) {
    if (value.value === null) return { text: '' }
    return { text: typeof value.value === 'number' ? (value.source ?? String(value.value)) : String(value.value) }
  }
  const isList = variableOf(name)?.list === true
  if (!isSeq(value)) return { must: isList ? 'be a list, not an object' : 'be one value, not an object' }
  if (!isList) return { must: 'be one value, not a list' }
  const texts = value.items.map((item) => (isScalar(item) ? String(item.value) : ','))
  if (texts.some((text) => text.includes(','))) return { must: 'be a list of texts without commas' }
  return { text: texts.join(',') }
}
