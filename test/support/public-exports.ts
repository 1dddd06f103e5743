import { readFileSync } from 'node:fs'

const root = new URL('../../restapi/', import.meta.url)

/** The folder of the sources, or of the declarations that the compiler made of them. */
type Tree = 'src' | 'dist/esm'

/** An export of the library. */
export interface PublicExport {
  readonly name: string
  readonly isType: boolean
  /** The path of the module that declares it, without its extension: `outcomes/results`. */
  readonly module: string
}

/** The entry points of the package, by the name that a program imports. */
export const entryPoints: Readonly<Record<string, string>> = entriesOf(
  JSON.parse(readFileSync(new URL('package.json', root), 'utf8')),
)

function entriesOf(manifest: { readonly exports: Readonly<Record<string, unknown>> }): Record<string, string> {
  const names = Object.keys(manifest.exports).filter((path) => path !== './package.json')
  return Object.fromEntries(
    names.map((path) => [`@endware/restapi${path.slice(1)}`, path === '.' ? 'index' : path.slice(2)]),
  )
}

/** Returns the exports that an entry point lists. */
export function exportsOf(entry: string): readonly PublicExport[] {
  const text = sourceOf('src', entry)
  return [...text.matchAll(/^export (type )?\{([^}]*)\} from '\.\/(.+)\.js'$/gm)].flatMap(
    ([, type, names = '', module = '']) =>
      names
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '')
        .map((each) => ({
          name: each.replace(/^type /, ''),
          isType: type !== undefined || each.startsWith('type '),
          module,
        })),
  )
}

/** Returns the docstring that stands before the first declaration of an export, without its stars; empty if there is none. */
export function docstringOf({ name, module }: PublicExport): string {
  const text = sourceOf('src', module)
  const declaration = new RegExp(
    `^export (?:async )?(?:function\\*?|const|class|interface|type|abstract class) ${name}\\b`,
    'm',
  )
  const at = declaration.exec(text)?.index ?? 0
  const before = text
    .slice(0, at)
    .replace(/\n\/\/ biome-ignore .*\n$/, '')
    .trimEnd()
  if (!before.endsWith('*/')) return ''
  return before
    .slice(before.lastIndexOf('/**') + 3, -2)
    .split('\n')
    .map((line) => line.replace(/^\s*\* ?/, ''))
    .join('\n')
    .trim()
}

/** Returns the declarations of an export as users see them, without comments. */
export function declarationsOf({ name, module }: PublicExport): string {
  const lines = sourceOf('dist/esm', module)
    .replaceAll(/^\s*\/\*\*.*?\*\/\n/gms, '')
    .split('\n')
  const begins = new RegExp(`^export (?:declare )?(?:function|const|class|interface|type|abstract class) ${name}\\b`)
  const found: string[] = []
  let isOpen = false
  for (const line of lines) {
    if (/^(?:export|import|declare|type|interface|const) ?/.test(line)) isOpen = begins.test(line)
    if (isOpen) found.push(line)
  }
  return found.join('\n').trimEnd()
}

function sourceOf(tree: Tree, module: string): string {
  return readFileSync(new URL(`${tree}/${module}.${tree === 'src' ? 'ts' : 'd.ts'}`, root), 'utf8')
}
