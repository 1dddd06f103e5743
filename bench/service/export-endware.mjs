import { createServer } from 'node:http'
import express, { Router } from 'express'
import { csv, endware, json, ndjson, xml } from '../endware.mjs'
import { listening } from '../http/listening.mjs'
import { exportRows } from './export-rows.mjs'

/** An endpoint that returns the stream of rows; the format is the client's to choose. */
export function listen(/** @type {{ database: string }} */ { database }) {
  const rows = exportRows(database)
  const api = endware({ codecs: [json(), xml(), ndjson(), csv()] })
  const routes = api.routes(Router())
  routes.get('/export/:count', ({ params }) => rows(Number(params.count)))
  return listening(createServer(express().use(routes).use(api.fallback())))
}
