import { createServer } from 'node:http'
import { pipeline, Transform } from 'node:stream'
import express from 'express'
import { listening } from '../http/listening.mjs'
import { exportRows } from './export-rows.mjs'

/** @typedef {{ type: string, before: string, after: string, row: (row: any) => string }} Format */

/** Each format as one would write it for these very rows. @type {Format[]} */
const formats = [
  { type: 'application/x-ndjson', before: '', after: '', row: (row) => `${JSON.stringify(row)}\n` },
  {
    type: 'text/csv',
    before: 'id,sku,name,stock,active,note\r\n',
    after: '',
    row: (row) => `${Object.values(row).map(cell).join(',')}\r\n`,
  },
  {
    type: 'application/xml',
    before: '<?xml version="1.0" encoding="UTF-8"?><items>',
    after: '</items>',
    row: (row) => `<item>${Object.entries(row).map(element).join('')}</item>`,
  },
]

/** A stream of rows piped through a transformation into the response. */
export function listen(/** @type {{ database: string }} */ { database }) {
  const rows = exportRows(database)
  const app = express()
  app.get('/export/:count', async (request, response) => {
    const format = formats.find(({ type }) => type === request.get('accept')) ?? formats[0]
    response.type(format.type)
    pipeline(await rows(Number(request.params.count)), writer(format), response, () => {})
  })
  return listening(createServer(app))
}

function writer(/** @type {Format} */ { before, after, row }) {
  let start = before
  return new Transform({
    writableObjectMode: true,
    transform(value, _encoding, done) {
      done(null, start + row(value))
      start = ''
    },
    flush: (done) => done(null, start + after),
  })
}

function cell(/** @type {unknown} */ value) {
  const text = String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function element(/** @type {[string, unknown]} */ [name, value]) {
  const text = String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return `<${name}>${text}</${name}>`
}
