import type { PathGrammar } from '../contract/operation.js'
import { parseExpress4Path } from './express4-path.js'
import { parseExpress5Path } from './express5-path.js'
import { type ParameterToken, type PathToken, pathError } from './path-token.js'

/** A path as OpenAPI writes it, and its parameters in their order. */
export interface PathTemplate {
  /** `/products/{id}` */
  readonly path: string
  readonly parameters: readonly PathParameter[]
}

/** A parameter of a path. */
export type PathParameter = Omit<ParameterToken, 'type'>

/** The most templates of one path: as many as Express 5 allows. */
const most = 256

/**
 * Makes the templates of an Express path, the longest first: one for each way to leave out what is optional.
 *
 * @throws TypeError for a path that no template stands for, and for one that no request can match
 * @see OpenAPI 3.1.1 §4.8.8.2 Path Templating
 */
export function pathTemplates(path: string, grammar: PathGrammar = 'express5'): readonly PathTemplate[] {
  const tokens = grammar === 'express4' ? parseExpress4Path(path) : parseExpress5Path(path)
  const templates = new Map<string, PathTemplate>()
  let count = 0
  for (const flat of flattened(tokens)) {
    if (++count > most) throw pathError(path, `it has more than ${most} ways to leave something out`)
    const template = templateOf(flat, path)
    if (!templates.has(template.path)) templates.set(template.path, template)
  }
  return [...templates.values()]
}

/** Joins the path at which a router is mounted and that of a route. */
export function joinPaths(mount: string, path: string): string {
  const base = mount.replace(/\/$/, '')
  const isRoot = path === '' || path === '/'
  // what is optional brings its slash along
  const joined = `${base}${isRoot || /^[/{\\]/.test(path) ? '' : '/'}${isRoot ? '' : path}`
  return joined === '' ? '/' : joined
}

type FlatToken = Exclude<PathToken, { readonly type: 'group' }>

/** Every way to leave out what is optional. */
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

/** Characters that clients send as they are in a path; all others they percent-encode (https://url.spec.whatwg.org/#path-percent-encode-set). */
const sentAsItIs = /^[\w\-.~!$&'()*+,;=:@%/[\]|]*$/

/** @throws TypeError for text that no request has: routers compare paths as they are sent, percent-encoded */
function checkedText(text: string, path: string): string {
  if (sentAsItIs.test(text)) return text
  const encoded = text.toWellFormed().replace(/[^\w\-.~!$&'()*+,;=:@%/[\]|]+/g, encodeURIComponent)
  throw pathError(path, `clients send '${text}' percent-encoded, so the path must have it as '${encoded}'`)
}
