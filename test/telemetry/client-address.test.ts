import { expect, test } from '@jest/globals'
import express from 'express'
import request from 'supertest'
import { createLogger } from '../../telemetry/logger.js'
import { requestId } from '../../telemetry/request-id.js'
import { requestLog } from '../../telemetry/request-log.js'
import { LogLines } from '../support/log-lines.js'

test.each([
  [200, undefined],
  [401, '192.0.2.7'],
  [403, undefined],
  [429, '192.0.2.7'],
])('the record of a %i has the address %s of the client', async (status, address) => {
  const lines = new LogLines()
  const requests = requestLog(createLogger({ level: 'info', format: 'json', target: lines }))
  const app = express().set('trust proxy', 1).use(requestId(), requests.middleware)
  app.get('/', (_, response) => void response.status(status).end())
  await request(app).get('/').set('X-Forwarded-For', '192.0.2.7').expect(status)
  expect(lines.records.map((record) => record['client.address'])).toEqual([address])
})
