import { type Markup, markup } from '../html/markup.js'
import { prose } from '../html/prose.js'
import { operationContent } from './operation-content.js'
import type { Operation, Reference } from './reference.js'

/** Everything that all pages of a reference share. */
export interface Site {
  readonly reference: Reference
  readonly title: string
  /** Target of the link at the top of each page. */
  readonly home: string | undefined
  /** URL that the paths of the operations follow. */
  readonly server: string
  readonly stylesheet: string
  readonly script: string
}

/** Returns the page of an operation, or the overview. All its links are relative: it works behind any prefix. */
export function docsPage(site: Site, operation?: Operation): Markup {
  const { title, home, reference, stylesheet, script, server } = site
  const content = operation === undefined ? overview(site) : operationContent(reference.document, operation, server)
  const service = home === undefined ? undefined : markup`<a href="${home}">${reference.document.info.title}</a> `
  return markup`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${operation === undefined ? title : `${operation.title} · ${title}`}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="${stylesheet}">
<script defer src="${script}"></script>
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>${service}<a href="./">${title}</a> <span class="files"><a href="openapi.json">JSON</a> <a href="openapi.yaml">YAML</a></span></header>
<div class="frame">
${navigation(reference, operation)}<main id="content">
${content}</main>
</div>
</body>
</html>
`
}

function navigation({ groups }: Reference, current: Operation | undefined): Markup {
  return markup`<nav aria-label="Operations">
<button type="button" id="menu" aria-expanded="false" aria-controls="operations" hidden>Operations</button>
<div id="operations">
<input type="search" id="search" aria-label="Search the operations" placeholder="Search ( / )" autocomplete="off" hidden>
<p id="found" role="status"></p>
${groups.map(({ name, operations }) => markup`<section>${name === '' ? undefined : markup`<h2>${name}</h2>`}<ul>\n${operations.map((operation) => item(operation, operation.key === current?.key))}</ul></section>\n`)}</div>
</nav>
`
}

function item({ key, method, path, title, object, parameters }: Operation, isCurrent: boolean): Markup {
  const words = [method, path, title, object.operationId ?? '', ...parameters.map(({ name }) => name)]
  return markup`<li data-words="${words.join(' ').toLowerCase()}"><a href="${key}"${isCurrent ? markup` aria-current="page"` : undefined}><span class="method ${method.toLowerCase()}">${method}</span> <span>${title}</span></a></li>\n`
}

function overview({ reference, title }: Site): Markup {
  const { info } = reference.document
  return markup`<h1>${info.title} <small>${info.version}</small></h1>
${info.summary === undefined ? undefined : markup`<p class="lead">${info.summary}</p>\n`}${info.description === undefined ? undefined : prose(info.description)}<p>The document: <a href="openapi.json">openapi.json</a>, <a href="openapi.yaml">openapi.yaml</a></p>
<section aria-label="${title}">
${reference.groups.map(
  ({ name, description, operations }) => markup`<h2>${name === '' ? 'Operations' : name}</h2>
${description === undefined ? undefined : prose(description)}<ul class="operations">
${operations.map(({ key, method, path, title: summary }) => markup`<li><a href="${key}"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></a> <span>${summary}</span></li>\n`)}</ul>
`,
)}</section>
`
}
