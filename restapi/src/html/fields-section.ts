import type { PageContext } from '../formats/page.js'
import type { Field } from '../http/fields.js'
import { linksIn, type WebLink } from './link-field.js'
import { type Markup, markup } from './markup.js'
import { referenceTarget } from './target.js'

/** Header fields that pages do not show: they concern the browser only, or are secret. */
const unshown = /^(?:set-cookie|vary|content-security-policy|referrer-policy|x-content-type-options)$/i

/** Returns the section of the answer's header fields, with links. Undefined if there are none. */
export function fieldsSection({ fields }: PageContext): Markup | undefined {
  const shown = fields.filter(({ name }) => !unshown.test(name))
  if (shown.length === 0) return undefined
  return markup`<section aria-labelledby="fields">
<h2 id="fields">Header fields</h2>
<dl class="fields">
${shown.map((field) => markup`<div><dt>${field.name}</dt><dd>${shownValue(field)}</dd></div>\n`)}</dl>
</section>
`
}

function shownValue(field: Field): Markup {
  const values = [field.value].flat()
  switch (field.name.toLowerCase()) {
    case 'link':
      return lines(linksIn([field]).map((link) => markup`${reference(link.target)} ${relationsOf(link)}`))
    case 'location':
    case 'content-location':
      return lines(values.map((value) => reference(value)))
    default:
      return lines(values.map((value) => markup`${value}`))
  }
}

/** Returns a link if the reference is safe to follow, else its text. */
function reference(text: string): Markup {
  const target = referenceTarget(text)
  return target === undefined ? markup`${text}` : markup`<a href="${target}" rel="noreferrer">${text}</a>`
}

function relationsOf({ relations }: WebLink): Markup {
  return markup`<span class="relation">${relations.join(' ')}</span>`
}

function lines(values: readonly Markup[]): Markup {
  return markup`${values.map((value) => markup`<span class="line">${value}</span>`)}`
}
