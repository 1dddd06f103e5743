import type { Field } from '../http/fields.js'

/** A link of a `Link` field: its target, relation types and title. */
export interface WebLink {
  readonly target: string
  readonly relations: readonly string[]
  readonly title: string | undefined
}

const member = /[ \t,]*<([^>]*)>((?:[^,"]|"(?:[^"\\]|\\.)*")*)/y
const parameter = /;[ \t]*(rel|title)[ \t]*=[ \t]*(?:"((?:[^"\\]|\\.)*)"|([^\s",;]+))/gi

/** Returns the links of all `Link` fields. The first malformed link ends its field. @see RFC 8288 §3 */
export function linksIn(fields: readonly Field[]): WebLink[] {
  return fields
    .filter(({ name }) => name.toLowerCase() === 'link')
    .flatMap(({ value }) => value)
    .flatMap(linksOf)
}

function linksOf(value: string): WebLink[] {
  const links: WebLink[] = []
  member.lastIndex = 0
  for (let match = member.exec(value); match !== null; match = member.exec(value)) {
    const [, target = '', parameters = ''] = match
    links.push({
      target,
      relations: parameterOf(parameters, 'rel')?.split(/\s+/) ?? [],
      title: parameterOf(parameters, 'title'),
    })
  }
  return links
}

function parameterOf(parameters: string, wanted: string): string | undefined {
  for (const [, name, quoted, token] of parameters.matchAll(parameter)) {
    if (name?.toLowerCase() === wanted) return quoted?.replace(/\\(.)/g, '$1') ?? token
  }
  return undefined
}
