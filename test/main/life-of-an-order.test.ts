import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, expect, test } from '@jest/globals'
import { exampleLines } from '../../api/orders/example-orders.js'
import { ServiceProcesses } from '../support/service-process.js'
import { trialTokenOf } from '../support/tokens.js'

const run = promisify(execFile)
const processes = new ServiceProcesses()
afterAll(() => processes.clean())

test('the commands pay, ship and deliver lead an order of a running shop on PGlite to its end', async () => {
  const folder = await processes.preparedFolder()
  const url = await processes.start({ env: { DATA_FOLDER: folder } }).url()
  const headers = {
    Authorization: `Bearer ${await trialTokenOf(folder)}`,
    'Content-Type': 'application/json',
    'Idempotency-Key': '"life-1"',
  }
  const body = JSON.stringify({ lines: exampleLines })
  const placed = await fetch(`${url}/v1/orders`, { method: 'POST', headers, body })
  expect(placed.status).toBe(201)
  const { id } = (await placed.json()) as { readonly id: string }

  const command = async (name: string, ...flags: readonly string[]) => {
    const env = { PATH: process.env.PATH, DATA_FOLDER: folder }
    const { stdout } = await run(process.execPath, [`dist/commands/${name}.js`, id, '--url', url, ...flags], { env })
    return stdout
  }
  await expect(command('ship')).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining('409') })
  expect(await command('pay', '--id', 'pay-1')).toBe(`Order ${id} is paid, version 2.\n`)
  const repeated = `Order ${id} is paid, version 2; the message came before and changed nothing.\n`
  expect(await command('pay', '--id', 'pay-1')).toBe(repeated)
  expect(await command('ship')).toBe(`Order ${id} is shipped, version 3.\n`)
  expect(await command('deliver')).toBe(`Order ${id} is delivered, version 4.\n`)

  const read = await fetch(`${url}/v1/orders/${id}`, { headers })
  expect(await read.json()).toMatchObject({ status: 'delivered', version: 4 })
})
