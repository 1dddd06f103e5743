import { type Markup, markup } from '../html/markup.js'
import { prose } from '../html/prose.js'
import type { MediaTypeObject, OpenApiDocument, ParameterObject } from '../openapi/document-objects.js'
import { exampleText } from './example-text.js'
import type { Credential, Operation } from './reference.js'
import { boundsOf, followed, schemaView, typeText } from './schema-view.js'

/**
 * Returns the form of an operation: its parameters, with their descriptions, its body, the format of the answer, and the secrets that it
 * needs. Required fields are filled in from the examples, so that the request can be sent as it is.
 */
export function tryForm(document: OpenApiDocument, operation: Operation, server: string): Markup {
  const { method, path, parameters, object, credentials } = operation
  const formats = answerTypes(operation)
  // `Accept` chooses the format, not the parameter that overrides it; scripts cannot set cookies of requests
  const fields = parameters.filter(
    (parameter) => parameter['x-format-parameter'] !== true && parameter.name !== 'Accept' && parameter.in !== 'cookie',
  )
  const bodies = Object.entries(object.requestBody?.content ?? {})
  const contents = bodies.filter(([type]) => !type.startsWith('multipart/'))
  return markup`<form id="request" data-method="${method}" data-path="${path}" data-server="${server}">
${fields.length === 0 ? undefined : markup`<h2>Parameters</h2>\n`}${fields.map((field, at) => parameterField(document, field, `p${at}`))}${
  contents.length === 0
    ? unsentBody(document, bodies)
    : bodyField(document, contents, object.requestBody?.required === true)
}${formats.length === 0 ? undefined : formatField(formats)}${credentials.map((credential, at) => credentialField(credential, `c${at}`))}</form>
`
}

/** Returns the media types of the answers: those of successes first, else those of failures. */
function answerTypes({ responses }: Operation): readonly string[] {
  const typesOf = (isWanted: (status: string) => boolean) => [
    ...new Set(
      responses
        .filter(([status]) => isWanted(status))
        .flatMap(([, response]) => [response.content ?? {}, response['x-streams'] ?? {}])
        .flatMap((contents) => Object.entries(contents))
        .filter(([, content]) => content['x-page'] !== true)
        .map(([type]) => type),
    ),
  ]
  const successes = typesOf((status) => status.startsWith('2'))
  return successes.length > 0 ? successes : typesOf(() => true)
}

function parameterField(document: OpenApiDocument, parameter: ParameterObject, id: string): Markup {
  const { name, in: place, description, required = false, schema, deprecated, style, explode } = parameter
  const { keywords } = followed(document, schema)
  const example = fillingOf(parameter, keywords)
  const type = `${place} · ${typeText(document, schema)}${required ? ' · required' : ''}${deprecated ? ' · deprecated' : ''}`
  const data = markup`id="${id}" name="${name}" data-in="${place}" data-type="${[keywords.type].flat().map(String).join(' ')}" data-style="${style ?? ''}${explode === false ? ' joined' : ''}"${required ? markup` required` : undefined} aria-describedby="${id}-about"`
  const options = optionsOf(keywords)
  const control =
    options === undefined
      ? markup`<input ${data} value="${required ? example : ''}" placeholder="${example}" autocomplete="off" spellcheck="false">`
      : markup`<select ${data}>${required ? undefined : markup`<option value=""></option>`}${options.map((option) => markup`<option${required && option === example ? markup` selected` : undefined}>${option}</option>`)}</select>`
  const bounds = options === undefined ? boundsOf(document, schema) : boundsOf(document, schema).slice(-1)
  return markup`<div class="field"><label for="${id}"><code>${name}</code> <small>${type}</small></label>
${control}
<div id="${id}-about">${description === undefined ? undefined : prose(description)}<small>${bounds.map((bound) => markup` <span class="bound">${bound}</span>`)}</small></div></div>
`
}

function optionsOf({ enum: values, type }: Readonly<Record<string, unknown>>): string[] | undefined {
  if (Array.isArray(values)) return values.map(String)
  return type === 'boolean' ? ['true', 'false'] : undefined
}

/** Returns the text that a field begins with or suggests: the example of the parameter, else of its schema, else its default. */
function fillingOf({ name, in: place, example }: ParameterObject, keywords: Readonly<Record<string, unknown>>): string {
  const { examples, default: usual, enum: values } = keywords
  const found = example ?? (Array.isArray(examples) ? examples[0] : undefined) ?? usual
  if (found !== undefined) return Array.isArray(found) ? found.join(',') : exampleText(found, 'application/json')
  if (place === 'header' && name.toLowerCase() === 'if-match') return '*' // any version: the first try does not know one
  return Array.isArray(values) ? String(values[0] ?? '') : ''
}

function bodyField(
  document: OpenApiDocument,
  contents: readonly (readonly [type: string, content: MediaTypeObject])[],
  isRequired: boolean,
): Markup {
  const options = contents.map(
    ([type, content]) => markup`<option data-example="${exampleText(content.example, type)}">${type}</option>`,
  )
  const [first] = contents
  if (first === undefined) return markup``
  const [type, { example, schema }] = first
  return markup`<h2>Body</h2>
<div class="field"><label for="body-type">Format</label> <select id="body-type">${options}</select></div>
<div class="field"><label for="body">Content <small>${isRequired ? 'required' : 'optional'}</small></label>
<textarea id="body" rows="12" spellcheck="false">
${exampleText(example, type)}</textarea></div>
<details><summary>Members of the body</summary>${schemaView(document, schema ?? true)}</details>
`
}

/** Returns the body of an operation that takes only forms with files. The page does not send those. Undefined without a body. */
function unsentBody(
  document: OpenApiDocument,
  contents: readonly (readonly [type: string, content: MediaTypeObject])[],
): Markup | undefined {
  if (contents.length === 0) return undefined
  return markup`<h2>Body</h2>
<p>This page does not send forms with files. Send them with a client such as <code>curl -F</code>.</p>
${contents.map(([type, { schema }]) => markup`<details><summary>Members of ${type}</summary>${schemaView(document, schema ?? true)}</details>\n`)}`
}

function formatField(formats: readonly string[]): Markup {
  return markup`<h2>Format of the answer</h2>
<div class="field"><label for="accept"><code>Accept</code></label> <select id="accept">${formats.map((type) => markup`<option>${type}</option>`)}</select></div>
`
}

function credentialField({ name, description, place, field }: Credential, id: string): Markup {
  const label = place === 'bearer' ? 'Token' : place === 'basic' ? 'User and password' : field
  const hint = place === 'basic' ? 'user:password' : ''
  return markup`${id === 'c0' ? markup`<h2>Authorization</h2>\n` : undefined}<div class="field"><label for="${id}">${label} <small>${name}</small></label>
<input id="${id}" type="password" autocomplete="off" placeholder="${hint}" data-credential="${place}" data-name="${field}" data-scheme="${name}" aria-describedby="${id}-about">
<div id="${id}-about">${description === undefined ? undefined : prose(description)}<small>Kept in this tab only.</small></div></div>
`
}
