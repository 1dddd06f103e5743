import type { PageContext } from '../formats/page.js'
import { queryOf } from '../http/exchange.js'
import type { Property, Shape } from '../schema/shape.js'
import { type Markup, markup } from './markup.js'

/**
 * Returns a form with the parameters that the schema of the query describes. Undefined if there are none, or the request is not a GET. Lists,
 * objects and parameters with `html: { filter: false }` have no field.
 */
export function filters(context: PageContext): Markup | undefined {
  const { method, query, url, formatParameter } = context
  if (method !== 'GET' || query?.kind !== 'object') return undefined
  const given = new URLSearchParams(queryOf({ url }))
  const properties = [...query.properties.values()].filter(({ shape }) => shape.display?.filter !== false)
  const fields = properties.flatMap((property) => fieldOf(property, given.get(property.key) ?? '') ?? [])
  if (fields.length === 0) return undefined
  const kept = properties.filter(({ shape }) => !isField(shape)).map(({ key }) => key)
  const hidden = [...(formatParameter === undefined ? [] : [formatParameter]), ...kept].flatMap((key) =>
    given.getAll(key).map((value) => markup`<input type="hidden" name="${key}" value="${value}">`),
  )
  const isFiltered = properties.some(({ key }) => (given.get(key) ?? '') !== '')
  return markup`<form class="filters" method="get" aria-label="Filters">
${hidden}${fields}<button type="submit">Show</button>
${isFiltered ? markup`<a href="?">Everything</a>\n` : undefined}</form>
`
}

function isField({ kind }: Shape): boolean {
  return kind !== 'array' && kind !== 'object' && kind !== 'null'
}

function fieldOf({ key, title, required, shape }: Property, value: string): Markup | undefined {
  if (!isField(shape)) return undefined
  const needed = required ? markup` required` : undefined
  const options = optionsOf(shape)
  const control =
    options === undefined
      ? markup`<input name="${key}"${typeOf(shape)} value="${value}"${needed}>`
      : markup`<select name="${key}"${needed}><option></option>${options.map((option) => markup`<option${option === value ? markup` selected` : undefined}>${option}</option>`)}</select>`
  return markup`<label>${title ?? key} ${control}</label>\n`
}

function optionsOf(shape: Shape): readonly string[] | undefined {
  if (shape.kind === 'boolean') return ['true', 'false']
  return shape.kind === 'enum' ? shape.values.map(String) : undefined
}

function typeOf(shape: Shape): Markup | undefined {
  if (shape.kind === 'number') return markup` inputmode="${shape.integer ? 'numeric' : 'decimal'}"`
  return shape.kind === 'string' && shape.format === 'date' ? markup` type="date"` : undefined
}
