import type { ContentKind } from '../formats/codec.js'
import type { OperationText } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import { reasonPhrase } from '../http/status.js'
import { changesSection } from './changes-section.js'
import { failureContent, failureTitle } from './failure-content.js'
import { fieldsSection } from './fields-section.js'
import { filters } from './filters.js'
import { formatsSection } from './formats-section.js'
import { type Heading, type HeadingParts, headingOf } from './heading.js'
import { type Markup, markup } from './markup.js'
import { banner, type NavigationLink } from './navigation.js'
import { openApiContent } from './openapi-content.js'
import type { Outline } from './outline.js'
import { pagination } from './pagination.js'
import { prose } from './prose.js'
import { count, type Linker } from './scalar.js'
import { stylesheet } from './stylesheet.js'
import { tree } from './tree.js'

/** Everything that a page shows. */
export interface PageParts extends HeadingParts {
  readonly kind: ContentKind
  readonly linkTo: Linker
  readonly navigation: readonly NavigationLink[]
  /** The value, if it is an OpenAPI document. */
  readonly document: object | undefined
}

/** Returns the HTML document of an answer. */
export function page({ outline, document, kind, context, linkTo, service, navigation }: PageParts): Markup {
  const { method, url, status, about } = context
  const statusLine = `${status} ${reasonPhrase(status)}`
  const failed = kind !== 'value'
  const path = pathOf({ url })
  const heading = failed
    ? { title: failureTitle(outline, context), summary: undefined }
    : headingOf({ outline, context, service })
  const { title } = heading
  const content = failed
    ? failureContent(outline, context, linkTo)
    : valueContent({ outline, document, context, linkTo })
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${[...new Set([title, failed ? statusLine : (service ?? path)])].join(' · ')}</title>
<style>${stylesheet}</style>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
${banner(service, navigation, url)}<main id="content">
<p class="request"><span class="method">${method}</span> <span class="path">${path}<span class="query">${url.slice(path.length)}</span></span> <span class="status s${String(status)[0]}">${statusLine}</span></p>
<h1>${title}</h1>
${aboutOperation(about, heading, failed)}${failed ? undefined : filters(context)}${content}${pagination(context)}<div class="more">
${formatsSection(context)}${failed ? undefined : changesSection(context)}${fieldsSection(context)}</div>
</main>
</body>
</html>
`
}

function aboutOperation({ description, deprecated }: OperationText, { summary }: Heading, failed: boolean): Markup {
  const headline = summary === undefined ? undefined : markup`<p class="summary">${summary}</p>\n`
  const notice = deprecated ? markup`<p class="deprecated">This operation is deprecated.</p>\n` : undefined
  const explanation = failed || description === undefined ? undefined : prose(description)
  return markup`${headline}${notice}${explanation}`
}

function valueContent({
  outline,
  document,
  context,
  linkTo,
}: Pick<PageParts, 'outline' | 'document' | 'context' | 'linkTo'>): Markup {
  if (document !== undefined) return openApiContent(document)
  return markup`<section aria-labelledby="value">
<h2 id="value">${contentHeading(outline, context.more)}</h2>
${tree(outline, linkTo)}
</section>
`
}

function contentHeading(outline: Outline, more: boolean): string {
  if (outline.kind !== 'list') return 'Content'
  const items = `${count(outline.total)} ${outline.total === 1 ? 'item' : 'items'}`
  return more ? `The first ${items} of a stream` : items
}
