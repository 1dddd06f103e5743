import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { endware } from '@endware/restapi'
import { expect, test } from '@jest/globals'
import express, { type RequestHandler, Router } from 'express'
import fc from 'fast-check'
import request from 'supertest'
import { commonFields, ownFields } from '../../../telemetry/log-fields.js'
import { createLogger } from '../../../telemetry/logger.js'
import { requestId } from '../../../telemetry/request-id.js'
import { requestLog } from '../../../telemetry/request-log.js'
import { tracedLogger } from '../../../telemetry/tracing/traced-logger.js'
import { noTracing } from '../../../telemetry/tracing/tracing.js'
import { fieldType, isOfType } from '../../support/index-types.js'
import { LogLines } from '../../support/log-lines.js'

const commonNames = Object.keys(commonFields)

test('a record of any fields has the types of the index template, and each name once', () => {
  const names = fc.oneof(fc.constantFrom(...commonNames, ...ownFields.keys()), fc.string())
  const anything = fc.anything({ withBigInt: true, withDate: true, withNullPrototype: true, withSparseArray: true })
  const fields = fc.array(fc.tuple(names, anything)).map((entries) => Object.fromEntries(entries))
  fc.assert(
    fc.property(fields, anything, (given, error) => {
      const lines = new LogLines()
      createLogger({ level: 'info', format: 'json', target: lines }).info('a', { ...given, error })
      const refused = lines.records.flatMap((record) =>
        Object.entries(record).filter(([name, value]) => !isOfType(value, fieldType(name))),
      )
      expect([lines.records.length, refused]).toEqual([1, []])
      // JSON.parse keeps one value of a name.
      expect(`${JSON.stringify(lines.records[0])}\n`).toBe(lines.text)
    }),
  )
})

test('the table of common fields has the fields that records have, and no other', async () => {
  const lines = new LogLines()
  const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
  const tracing = { ...noTracing, current: () => ({ traceparent }) }
  const requests = requestLog(tracedLogger(createLogger({ level: 'info', format: 'json', target: lines }), tracing))
  const ware = endware({ onFailure: requests.failed })
  const routes = ware.routes(Router())
  routes.get('/', () => Object.assign(new Error('a', { cause: new Error('b') }), { code: 'c' }))
  const called: RequestHandler = (incoming, _response, next) => {
    requests.note(incoming, { 'user.id': 'ada' })
    next()
  }
  const app = express().use(requestId(), requests.middleware, called, routes)
  app.get('/unknown', (_, response) => void response.status(401).end())
  app.use(ware.fallback())
  await request(app).get('/').expect(500)
  await request(app).get('/unknown').expect(401)
  const written = new Set(lines.records.flatMap(Object.keys).filter((name) => !name.startsWith('shop.')))
  expect([...written].sort()).toEqual(commonNames.sort())
})

test('every field of the shop that is not text is named where records are made', () => {
  const folders = [
    'api',
    'background',
    'cache',
    'config',
    'domain',
    'events',
    'flags',
    'limits',
    'repository',
    'service',
  ]
  const sources = [...folders, 'telemetry'].flatMap(sourcesIn).join('\n')
  const camelCase = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
  const unused = [...ownFields.keys()].filter((name) => !new RegExp(`\\b(${name}|${camelCase(name)})\\b`).test(sources))
  expect(unused).toEqual([])
})

/** Returns the texts of the sources in a folder, other than the table itself; none when there is no such folder. */
function sourcesIn(folder: string): string[] {
  const root = new URL('../../../', import.meta.url).pathname
  if (!readdirSync(root).includes(folder)) return []
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('log-fields.ts'))
    .map((path) => readFileSync(join(root, folder, path), 'utf8'))
}
