import { type Markup, markup } from '../html/markup.js'
import { prose } from '../html/prose.js'
import { reasonPhrase } from '../http/status.js'
import type { MediaTypeObject, OpenApiDocument, ResponseObject } from '../openapi/document-objects.js'
import { exampleText } from './example-text.js'
import type { Operation } from './reference.js'
import { targetOf } from './reference.js'
import { schemaView } from './schema-view.js'
import { tryForm } from './try-form.js'

/** Returns the content of an operation's page: its form beside the request as code, the answer, and the answers that it can have. */
export function operationContent(document: OpenApiDocument, operation: Operation, server: string): Markup {
  const { method, path, title, object, responses } = operation
  const answers = responses.map(([status, response]) => answerPanel(document, operation, status, response))
  return markup`<h1>${title}</h1>
<p class="operation"><span class="method ${method.toLowerCase()}">${method}</span> <code>${path}</code></p>
${object.deprecated === true ? markup`<p class="deprecated">This operation is deprecated.</p>\n` : undefined}<div class="columns">
<div>
${object.description === undefined ? undefined : prose(object.description)}${tryForm(document, operation, server)}</div>
<div class="beside">
<section aria-labelledby="code">
<h2 id="code">Request</h2>
<div data-tabs="Languages">
${['curl', 'JavaScript', 'Python'].map((language) => markup`<section data-tab="${language}"><pre tabindex="0"><code data-code="${language}">${method} ${path}</code></pre></section>\n`)}</div>
<p class="actions"><button type="submit" form="request" id="send" class="primary" disabled>Send</button> <button type="button" id="copy" disabled>Copy</button></p>
</section>
<section id="answer" aria-labelledby="answer-title" hidden>
<h2 id="answer-title">Answer</h2>
<p id="answer-status" role="status"></p>
<pre id="answer-content" tabindex="0"></pre>
<details><summary>Header fields</summary><pre id="answer-fields" tabindex="0"></pre></details>
</section>
<section aria-labelledby="answers">
<h2 id="answers">Answers</h2>
<div data-tabs="Statuses">
${answers}</div>
</section>
</div>
</div>
`
}

function answerPanel(
  document: OpenApiDocument,
  operation: Operation,
  status: string,
  response: ResponseObject,
): Markup {
  const contents = Object.entries({ ...response.content, ...response['x-streams'] })
  const statuses = status === 'default' ? operation.object['x-failures'] : undefined
  const known = Number.isInteger(Number(status)) ? ` ${reasonPhrase(Number(status))}` : ''
  return markup`<section data-tab="${status}"><h3>${status}${known}</h3>
${prose(response.description)}${statuses === undefined ? undefined : markup`<p>${statuses.join(', ')}</p>\n`}${
  contents.length === 0
    ? undefined
    : markup`<div data-tabs="Formats of ${status}">\n${contents.map(([type, content]) => contentPanel(document, type, content))}</div>\n`
}${headerFields(document, response)}</section>
`
}

function contentPanel(
  document: OpenApiDocument,
  type: string,
  { example, schema, ...content }: MediaTypeObject,
): Markup {
  const shown = exampleText(example, type)
  const isLaidOut = type.endsWith('xml') ? markup` data-layout="xml"` : undefined
  return markup`<section data-tab="${type}"><h4>${type}</h4>
${shown === '' ? undefined : markup`<pre tabindex="0"><code${isLaidOut}>${shown}</code></pre>\n`}<details><summary>Members</summary>${schemaView(document, content.itemSchema ?? content['x-itemSchema'] ?? schema ?? true)}</details></section>
`
}

function headerFields(document: OpenApiDocument, { headers = {} }: ResponseObject): Markup | undefined {
  const rows = Object.entries(headers).map(([name, header]) => {
    const target = '$ref' in header ? targetOf(document, header.$ref) : header
    const description = typeof target === 'object' && target !== null ? Reflect.get(target, 'description') : undefined
    return markup`<div><dt><code>${name}</code></dt><dd>${typeof description === 'string' ? prose(description) : undefined}</dd></div>\n`
  })
  return rows.length === 0
    ? undefined
    : markup`<details><summary>Header fields</summary><dl class="members">\n${rows}</dl></details>\n`
}
