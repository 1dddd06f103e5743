import { afterAll, expect, test } from '@jest/globals'
import { newProduct } from '../support/example-products.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const services = new ServiceProcesses()
afterAll(() => services.clean())

test('kill -9 and restart lose no acknowledged change; --reset deletes the data', async () => {
  const env = { DATA_FOLDER: await services.preparedFolder() }
  const token = await trialTokenOf(env.DATA_FOLDER)
  const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${token}` }
  const first = services.start({ env })
  const firstUrl = await first.url()
  const acknowledged: string[] = []
  for (let number = 1; number <= 20; number += 1) {
    const body = JSON.stringify(newProduct())
    const answer = await fetch(`${firstUrl}/v1/products`, { method: 'POST', headers, body })
    expect(answer.status).toBe(201)
    acknowledged.push(answer.headers.get('location') ?? '')
  }
  first.kill('SIGKILL')
  expect(await first.exit()).toBe('SIGKILL')

  const second = services.start({ env })
  const secondUrl = await second.url()
  const kept = await Promise.all(acknowledged.map((path) => fetch(secondUrl + path)))
  expect(kept.map(({ status }) => status)).toEqual(acknowledged.map(() => 200))
  second.kill('SIGTERM')
  expect(await second.exit()).toBe(0)

  const third = services.start({ env, flags: ['--reset'] })
  const gone = await fetch((await third.url()) + acknowledged[0])
  expect(gone.status).toBe(404)
})
