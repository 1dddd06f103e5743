import { afterAll, afterEach, expect, test } from '@jest/globals'
import type { Variable } from '../../config/variable.js'
import { variables } from '../../config/variables.js'
import { ServiceProcesses } from '../support/service-process.js'

const services = new ServiceProcesses()
afterEach(() => services.end())
afterAll(() => services.clean())

const canary = 'CANARY-CANARY'

/** The example of a secret with the canary as its password, or the canary when the whole value is a secret. */
function withCanary({ example }: Variable): string {
  if (!URL.canParse(example)) return canary
  const url = new URL(example)
  // Nothing listens on port 1.
  return `${url.protocol}//user:${canary}@127.0.0.1:1${url.pathname}`
}

test('no secret of any variable is in the log of a start, whatever the variable', async () => {
  const table: Readonly<Record<string, Variable>> = variables
  // Some URLs are refused with a password, such as that of keys.
  const takesCanary = (variable: Variable) => variable.schema.safeParse(withCanary(variable)).success
  const secrets = Object.entries(table).filter(([, variable]) => variable.secret && takesCanary(variable))
  const env = Object.fromEntries(secrets.map(([name, variable]) => [name, withCanary(variable)]))
  expect(Object.keys(env)).toEqual(expect.arrayContaining(['DATABASE_URL', 'AMQP_URL', 'REDIS_URL', 'VAULT_TOKEN']))
  const service = services.start({ env: { ...env, DATA_FOLDER: await services.folder() } })
  await service.output(/database-unreachable/)
  service.kill('SIGTERM')
  await service.exit()
  expect(service.stdout + service.stderr).not.toContain(canary)
})
