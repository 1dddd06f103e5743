import type { PageContext } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import { type Markup, markup } from './markup.js'

/** Names of formats that are no abbreviations. */
const spelled: Readonly<Record<string, string>> = { 'event-stream': 'Server-sent events' }

/** How to get the same in the formats for programs: a link where the query may name the format, and a command for each. */
export function formatsSection(context: PageContext): Markup | undefined {
  const { method, formats } = context
  if (method !== 'GET' || formats.length === 0) return undefined
  const items = formats.map(({ name, mediaType }) => {
    const label = spelled[name] ?? name.toUpperCase()
    const target = switchTarget(context, name)
    const heading = target === undefined ? markup`<b>${label}</b>` : markup`<a href="${target}">${label}</a>`
    return markup`<li>${heading} <span class="media-type">${mediaType}</span>
<code>${curl(context, mediaType)}</code></li>
`
  })
  return markup`<section aria-labelledby="formats">
<h2 id="formats">For programs</h2>
<ul class="formats">
${items}</ul>
</section>
`
}

/** The same resource in a format named by the query; relative, so that no path can be taken for another server's name. */
function switchTarget({ url, formatParameter }: PageContext, name: string): string | undefined {
  if (formatParameter === undefined) return undefined
  return `?${[...otherParameters(url, formatParameter), `${encodeURIComponent(formatParameter)}=${encodeURIComponent(name)}`].join('&')}`
}

function curl({ url, origin = '', formatParameter }: PageContext, mediaType: string): string {
  const path = pathOf({ url })
  const query =
    formatParameter === undefined ? url.slice(path.length + 1) : otherParameters(url, formatParameter).join('&')
  const target = `${origin}${path}${query === '' ? '' : `?${query}`}`
  // Brackets and braces mean something to curl, unless it is told otherwise.
  return `curl ${/[[\]{}]/.test(target) ? '-g ' : ''}-H ${quoted(`Accept: ${mediaType}`)} ${quoted(target)}`
}

/** The parameters of the query, as the client sent them, but for the one that names the format. */
function otherParameters(url: string, formatParameter: string): string[] {
  const start = url.indexOf('?')
  const pairs = start === -1 ? [] : url.slice(start + 1).split('&')
  return pairs.filter((pair) => pair !== '' && !new URLSearchParams(pair).has(formatParameter))
}

/** One word to a POSIX shell, whatever is in it. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`
}
