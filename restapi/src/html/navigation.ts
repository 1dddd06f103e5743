import { pathOf } from '../http/exchange.js'
import { checkNames } from '../values/check-options.js'
import { checkText, describeValue } from '../values/check-value.js'
import { type Markup, markup } from './markup.js'
import { referenceTarget } from './target.js'

/**
 * A link in the head of every page.
 *
 * @example
 * const navigation: NavigationLink[] = [{ title: 'Products', path: '/products' }]
 * const browsable = endware({ codecs: [json(), html({ navigation })] })
 */
export interface NavigationLink {
  readonly title: string
  /** Path on the same server, or an `http` or `https` URL. */
  readonly path: string
}

/** Checks the `navigation` option. @throws TypeError for anything but a list of titles and paths that are safe to follow */
export function checkNavigation(navigation: readonly NavigationLink[]): void {
  if (!Array.isArray(navigation))
    throw new TypeError(`html: navigation must be an array of { title, path }; got ${describeValue(navigation)}`)
  for (const link of navigation as readonly unknown[]) {
    if (typeof link !== 'object' || link === null)
      throw new TypeError(`html: a link of the navigation must be { title, path }; got ${describeValue(link)}`)
    checkNames('a link of the navigation', 'member', link, ['title', 'path'])
    const { title, path } = link as NavigationLink
    checkText('html: the title of a link', title)
    checkText('html: the path of a link', path)
    if (referenceTarget(path) === undefined)
      throw new TypeError(`html: the path of a link must be a path or an http URL; got ${describeValue(path)}`)
  }
}

/** Returns the head of a page: the name of the service, which leads to `/`, and the navigation. Undefined if there is neither. */
export function banner(
  service: string | undefined,
  navigation: readonly NavigationLink[],
  url: string,
): Markup | undefined {
  if (service === undefined && navigation.length === 0) return undefined
  const name = service === undefined ? undefined : markup`<a href="/">${service}</a>\n`
  const path = pathOf({ url })
  const links = navigation.map(
    (link) =>
      markup`<a href="${link.path}"${link.path === path ? markup` aria-current="page"` : undefined}>${link.title}</a>\n`,
  )
  const nav = links.length === 0 ? undefined : markup`<nav aria-label="Service">\n${links}</nav>\n`
  return markup`<header><div>${name}${nav}</div></header>\n`
}
