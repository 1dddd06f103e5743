import { afterAll, expect, test } from '@jest/globals'
import { ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
afterAll(() => services.clean())

/** Requests whose records are more than the pipe and the reader hold. */
const requests = 600

test('a log that nobody reads changes no answer, and no record is lost when it is read again', async () => {
  const service = services.start({ env: { DATA_FOLDER: await services.preparedFolder() } })
  const url = await service.url()
  service.readLog(false)
  const statuses = new Map<number, number>()
  for (let sent = 0; sent < requests; sent += 20) {
    const answers = await Promise.all(Array.from({ length: 20 }, () => fetch(`${url}/v1/products?limit=1`)))
    for (const answer of answers) {
      statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1)
      await answer.arrayBuffer()
    }
  }
  expect([...statuses]).toEqual([[200, requests]])
  expect(service.records.filter(({ message }) => message === 'request').length).toBeLessThan(requests)
  service.readLog(true)
  service.kill('SIGTERM')
  expect(await service.exit()).toBe(0)
  expect(service.records.filter(({ message }) => message === 'request')).toHaveLength(requests)
})
