import type { ObjectShape, Shape } from '../schema/shape.js'

/**
 * Checks that a path has the parameters that the schema of `params` requires.
 *
 * @throws TypeError for a required name that the path lacks: each request would be refused
 */
export function checkPathNames(path: string, params: Shape | undefined): void {
  const objects = params?.kind === 'union' ? params.alternatives : params === undefined ? [] : [params]
  const names = namesIn(path)
  const lacking = objects.map((shape) =>
    (shape.kind === 'object' ? requiredNames(shape) : []).find((each) => !names.has(each)),
  )
  const [name] = lacking
  if (name === undefined || lacking.includes(undefined)) return // one alternative fits the path
  const found = names.size === 0 ? 'no parameter' : [...names].map((each) => `'${each}'`).join(', ')
  throw new TypeError(
    `the contract's params require '${name}', and the path ${path} has ${found}; rename one of them, or make the router with mergeParams: true if it is mounted at a path with '${name}'`,
  )
}

/** Returns the names without which the schema refuses. A list may be empty, and a member without a shape may take `undefined`. */
function requiredNames({ properties }: ObjectShape): readonly string[] {
  return [...properties.values()]
    .filter(({ required, shape: { kind } }) => required && kind !== 'array' && kind !== 'any')
    .map(({ key }) => key)
}

/**
 * Returns the names of the parameters in a path of Express 4 or 5. Groups and wildcards without a name, which Express 4 has, are numbered.
 *
 * @see https://github.com/pillarjs/path-to-regexp#path-to-regexp
 */
function namesIn(path: string): ReadonlySet<string> {
  const named = [...path.matchAll(NAME)].map(
    ({ groups: { plain, quoted } = {} }) => plain ?? quoted?.replace(/\\(.)/g, '$1'),
  )
  const numbered = [...path.matchAll(UNNAMED)].map((_, at) => String(at))
  return new Set([...named, ...numbered].filter((name) => name !== undefined))
}

/** A parameter, a wildcard, or a named group of a regular expression. */
const NAME = /\\.|(?:[:*]|\(\?<)(?:(?<plain>[\p{ID_Continue}$]+)|"(?<quoted>(?:\\.|[^"\\])*)")/gu
const UNNAMED = /[(*]/g
