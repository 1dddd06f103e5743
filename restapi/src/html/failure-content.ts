import type { PageContext } from '../formats/page.js'
import { reasonPhrase } from '../http/status.js'
import { type Markup, markup } from './markup.js'
import type { ObjectOutline, Outline } from './outline.js'
import type { Linker } from './scalar.js'
import { webTarget } from './target.js'
import { tree } from './tree.js'

/** Members that the page shows above the details. */
const shownAbove: ReadonlySet<string> = new Set(['status', 'error', 'title', 'message', 'detail', 'help', 'errors'])

/** Returns the title of the problem, or the reason phrase of the status. */
export function failureTitle(outline: Outline, { status }: PageContext): string {
  return textOf(outline, 'title') ?? reasonPhrase(status)
}

/** Returns the content of a failure's page: message, help, errors of the request, and all other members as details. */
export function failureContent(outline: Outline, context: PageContext, linkTo: Linker): Markup {
  if (outline.kind !== 'object') return details(tree(outline, linkTo))
  const { members } = outline
  const message = textOf(outline, 'detail') ?? textOf(outline, 'message')
  const errors = members.get('errors')
  const others = new Map([...members].filter(([name]) => !shownAbove.has(name)))
  if (!others.has('requestId') && context.requestId !== undefined) {
    const { requestId } = context
    others.set('requestId', { kind: 'text', text: requestId, length: requestId.length, format: undefined })
  }
  return markup`${message === undefined ? undefined : markup`<p class="lead">${message}</p>\n`}${helpOf(outline)}${
    errors === undefined ? undefined : errorsOf(errors, linkTo)
  }${others.size === 0 ? undefined : details(tree({ kind: 'object', members: others, titles: outline.titles, total: others.size }, linkTo))}`
}

function helpOf(outline: ObjectOutline): Markup | undefined {
  const help = textOf(outline, 'help')
  if (help === undefined) return undefined
  const target = webTarget(help)
  return markup`<p class="help">${target === undefined ? help : markup`<a href="${target}" rel="noreferrer">${help}</a>`}</p>\n`
}

function errorsOf(errors: Outline, linkTo: Linker): Markup {
  return markup`<section aria-labelledby="errors">
<h2 id="errors">What is wrong</h2>
${tree(errors, linkTo, 'errors')}
</section>
`
}

function details(content: Markup): Markup {
  return markup`<section aria-labelledby="details">
<h2 id="details">Details</h2>
${content}
</section>
`
}

/** Returns the text of a member that is a non-empty text. */
function textOf(outline: Outline, name: string): string | undefined {
  const member = outline.kind === 'object' ? outline.members.get(name) : undefined
  return member?.kind === 'text' && member.text !== '' ? member.text : undefined
}
