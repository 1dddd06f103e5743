import { hasPlainPrototype } from '../values/value-kinds.js'
import { type Markup, markup } from './markup.js'
import { count } from './scalar.js'

/** UTF-16 units of a document that a page shows. */
const most = 200_000

/** Reports whether a value is an OpenAPI document. A tree of thousands of members would help nobody. */
export function isOpenApiDocument(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || !hasPlainPrototype(value)) return false
  const { openapi, info, paths } = value
  return typeof openapi === 'string' && /^3\.\d/.test(openapi) && typeof info === 'object' && typeof paths === 'object'
}

/** Returns an OpenAPI document as its JSON text. */
export function openApiContent(document: object): Markup {
  const text = JSON.stringify(document, null, 2)
  const rest = text.length - most
  const shown = rest > 0 ? text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '') : text
  return markup`<section aria-labelledby="value">
<h2 id="value">OpenAPI document</h2>
<pre class="document" tabindex="0">${shown}</pre>
${rest > 0 ? markup`<p class="cut">… and ${count(rest)} more characters, which the formats for programs have.</p>\n` : undefined}</section>
`
}
