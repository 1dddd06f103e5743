import type { PageContext, ResourceMethod } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import { type Markup, markup } from './markup.js'
import { curlCommand, quoted } from './shell.js'

/** Methods that do not change a resource. @see RFC 9110 §9.2.1 */
const safe: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS', 'QUERY', 'TRACE'])

/**
 * Returns the section of the changes of a resource: its methods, the entity tag of the version that is shown, and a `curl` command for each
 * change. Undefined for a resource that does not change.
 */
export function changesSection(context: PageContext): Markup | undefined {
  const { method, status, methods, entityTag } = context
  const changes = methods.filter((each) => !safe.has(each.method))
  if (method !== 'GET' || status >= 300 || changes.length === 0) return undefined
  const names = [...new Set(methods.map((each) => each.method))]
  const tag =
    entityTag === undefined ? undefined : markup`<p>Entity tag of this version: <code>${entityTag}</code></p>\n`
  const items = changes.map(
    (change) => markup`<li><b>${change.method}</b>\n<code>${commandOf(change, context)}</code></li>\n`,
  )
  return markup`<section aria-labelledby="changes">
<h2 id="changes">Changes</h2>
<p>Methods: ${names.join(', ')}</p>
${tag}<ul class="formats">
${items}</ul>
</section>
`
}

function commandOf({ method, requiresVersion, consumes }: ResourceMethod, context: PageContext): string {
  const { url, origin = '', entityTag, formats } = context
  const mediaType = consumes === undefined ? formats[0]?.mediaType : consumes[0]
  return curlCommand(
    [
      `-X ${method}`,
      ...(requiresVersion ? [`-H ${quoted(`If-Match: ${entityTag ?? '*'}`)}`] : []),
      ...(mediaType === undefined ? [] : [`-H ${quoted(`Content-Type: ${mediaType}`)}`, '--data-binary @content']),
    ],
    origin + pathOf({ url }),
  )
}
