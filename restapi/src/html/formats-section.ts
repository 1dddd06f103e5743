import type { PageContext } from '../formats/page.js'
import { filledQuery, pathOf } from '../http/exchange.js'
import { type Markup, markup } from './markup.js'
import { curlCommand, quoted } from './shell.js'

/** Labels of formats whose names are not abbreviations. */
const spelled: Readonly<Record<string, string>> = { 'event-stream': 'Server-sent events' }

/**
 * Returns the section of the formats for programs: a `curl` command for each, and a link if a query parameter can name the format. Undefined
 * unless the request is a GET that has other formats.
 */
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

/** Returns the URL of the resource in another format. It is relative: a path such as `//host` cannot become another host. */
function switchTarget({ url, formatParameter }: PageContext, name: string): string | undefined {
  if (formatParameter === undefined) return undefined
  return `?${[...otherParameters(url, formatParameter), `${encodeURIComponent(formatParameter)}=${encodeURIComponent(name)}`].join('&')}`
}

function curl({ url, origin = '', formatParameter }: PageContext, mediaType: string): string {
  const path = pathOf({ url })
  const query = otherParameters(url, formatParameter).join('&')
  const target = `${origin}${path}${query === '' ? '' : `?${query}`}`
  return curlCommand([`-H ${quoted(`Accept: ${mediaType}`)}`], target)
}

/** Returns the query parameters as the client sent them, without empty ones and the one that names the format. */
function otherParameters(url: string, formatParameter: string | undefined): string[] {
  const pairs = filledQuery({ url })?.split('&') ?? []
  return pairs.filter(
    (pair) => pair !== '' && (formatParameter === undefined || !new URLSearchParams(pair).has(formatParameter)),
  )
}
