/** A path as OpenAPI writes it, and its parameters in their order. */
export interface PathTemplate {
  /** `/products/{id}` */
  readonly path: string
  readonly parameters: readonly PathParameter[]
}

/** A parameter of a path. */
export interface PathParameter {
  readonly name: string
  /** A regular expression that an Express 4 route has for it. */
  readonly pattern: string | undefined
  /** Whether it takes the rest of the path, slashes included. */
  readonly wildcard: boolean
}

/**
 * The templates of an Express path, the longest first: one for each way to leave out what is optional.
 *
 * @throws TypeError for a path that no template can stand for
 * @see OpenAPI 3.1.1 §4.8.8.2 Path Templating
 */
export function pathTemplates(path: string): readonly PathTemplate[] {
  const templates = [...new Set(alternatives(path))].map(templateOf)
  return templates.filter(
    (template, at) => templates.findIndex(({ path: earlier }) => earlier === template.path) === at,
  )
}

/** Joins the path at which a router is mounted and that of a route. */
export function joinPaths(mount: string, path: string): string {
  const joined = `${mount.replace(/\/$/, '')}${path.startsWith('/') ? '' : '/'}${path}`
  return joined.length > 1 && joined.endsWith('/') ? joined.slice(0, -1) : joined
}

/** Express 5 puts what is optional in braces, Express 4 a question mark after it. */
function alternatives(path: string): readonly string[] {
  const group = /\{([^{}]*)\}/.exec(path)
  if (group !== null) {
    const [before, after] = [path.slice(0, group.index), path.slice(group.index + group[0].length)]
    return [before + (group[1] ?? '') + after, before + after].flatMap(alternatives)
  }
  const optional = /\/:\w+(?:\([^()]*\))?\?/.exec(path)
  if (optional === null) return [path]
  const [before, after] = [path.slice(0, optional.index), path.slice(optional.index + optional[0].length)]
  return [before + optional[0].slice(0, -1) + after, before + after].flatMap(alternatives)
}

const named = /:(\w+)(?:\(([^()]*)\))?|\*(\w*)|([^:*]+)/y

function templateOf(path: string): PathTemplate {
  const parameters: PathParameter[] = []
  let text = ''
  named.lastIndex = 0
  for (let match = named.exec(path); match !== null; match = named.exec(path)) {
    const [, name, pattern, rest, literal] = match
    if (literal !== undefined) {
      if (/[?+()[\]{}]/.test(literal)) throw new TypeError(`OpenAPI has no template for the path ${path}`)
      text += literal
      continue
    }
    const parameter = name ?? (rest || String(parameters.length))
    parameters.push({ name: parameter, pattern, wildcard: name === undefined })
    text += `{${parameter}}`
  }
  return { path: text === '' ? '/' : text, parameters }
}
