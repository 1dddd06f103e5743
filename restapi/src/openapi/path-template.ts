import type { PathGrammar } from '../contract/operation.js'
import { parseExpress4Path } from './express4-path.js'
import { parseExpress5Path } from './express5-path.js'
import { type ParameterToken, type PathToken, pathError } from './path-token.js'

/** A path as OpenAPI writes it, with its parameters in order. */
export interface PathTemplate {
  /** `/products/{id}` */
  readonly path: string
  readonly parameters: readonly PathParameter[]
}

/** A parameter of a path. */
export type PathParameter = Omit<ParameterToken, 'type'>

/** The maximum of templates of one path: the limit of Express 5. */
const most = 256

/**
 * Returns the templates of an Express path, longest first: one for each way to leave out optional parts.
 *
 * @throws TypeError for a path that templates cannot express, and for a path that no request can match
 * @see OpenAPI 3.1.1 §4.8.8.2 Path Templating
 */
export function pathTemplates(path: string, grammar: PathGrammar = 'express5'): readonly PathTemplate[] {
  const tokens = grammar === 'express4' ? parseExpress4Path(path) : parseExpress5Path(path)
  const templates = new Map<string, PathTemplate>()
  let count = 0
  for (const flat of flattened(tokens)) {
    if (++count > most) throw pathError(path, `it has more than ${most} ways to leave out optional parts`)
    const template = templateOf(flat, path)
    if (!templates.has(template.path)) templates.set(template.path, template)
  }
  return [...templates.values()]
}

/** Joins the path at which a router is mounted and the path of a route. */
export function joinPaths(mount: string, path: string): string {
  const base = mount.replace(/\/$/, '')
  const isRoot = path === '' || path === '/'
  // an optional group begins with its own slash
  const joined = `${base}${isRoot || /^[/{\\]/.test(path) ? '' : '/'}${isRoot ? '' : path}`
  return joined === '' ? '/' : joined
}

type FlatToken = Exclude<PathToken, { readonly type: 'group' }>

/** Yields the tokens of each way to leave out optional groups, longest first. */
function* flattened(tokens: readonly PathToken[], before: readonly FlatToken[] = []): Generator<readonly FlatToken[]> {
  const at = tokens.findIndex(({ type }) => type === 'group')
  const group = tokens[at]
  if (group?.type !== 'group') {
    yield [...before, ...(tokens as readonly FlatToken[])]
    return
  }
  const [head, tail] = [tokens.slice(0, at) as readonly FlatToken[], tokens.slice(at + 1)]
  yield* flattened([...group.tokens, ...tail], [...before, ...head])
  yield* flattened(tail, [...before, ...head])
}

function templateOf(tokens: readonly FlatToken[], path: string): PathTemplate {
  const parameters: PathParameter[] = []
  let template = ''
  for (const token of tokens) {
    if (token.type === 'text') {
      template += checkedText(token.value, path)
      continue
    }
    const { type: _, ...parameter } = token
    const { name } = parameter
    if (/[{}]/.test(name)) throw pathError(path, `the name of the parameter ${name} has a brace`)
    if (parameters.some((each) => each.name === name)) throw pathError(path, `two parameters are named ${name}`)
    parameters.push(parameter)
    template += `{${name}}`
  }
  const rooted = template.startsWith('/') ? template : `/${template}`
  return { path: rooted.length > 1 ? rooted.replace(/\/$/, '') : rooted, parameters }
}

/** Text that clients send unchanged in a path; they percent-encode other characters (https://url.spec.whatwg.org/#path-percent-encode-set). */
const unencoded = /^[\w\-.~!$&'()*+,;=:@%/[\]|]*$/

/** Returns the text. @throws TypeError for text that clients percent-encode: routers compare the encoded path, so it never matches */
function checkedText(text: string, path: string): string {
  if (unencoded.test(text)) return text
  const encoded = text.toWellFormed().replace(/[^\w\-.~!$&'()*+,;=:@%/[\]|]+/g, encodeURIComponent)
  throw pathError(path, `clients send '${text}' percent-encoded; write it as '${encoded}'`)
}
