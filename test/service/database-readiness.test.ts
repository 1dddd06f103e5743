import { expect, test } from '@jest/globals'
import { databaseReadiness } from '../../service/database-readiness.js'
import { startingReadiness } from '../../service/readiness.js'

const refused = 'nothing answers there (connection refused)'

function observed() {
  const readiness = startingReadiness()
  const details = () => Object.fromEntries(readiness.parts().map(({ name, detail }) => [name, detail]))
  return { ...databaseReadiness(readiness), details }
}

test('an outage has its present reason, unless the reason may name hosts or users', () => {
  const { onEvent, onReason, details } = observed()
  onEvent({ name: 'database-lost', message: '', reason: refused })
  expect(details().database).toBe(`it does not answer: ${refused}`)
  onReason('it is starting up or shutting down')
  expect(details().database).toBe('it does not answer: it is starting up or shutting down')
  onReason('no pg_hba.conf entry for host "10.0.0.5"')
  expect(details().database).toBe('it does not answer')
  onEvent({ name: 'database-restored', message: '' })
  expect(details().database).toBeUndefined()
})

test('tables of a database that was read-only and cannot be reached now are not known', () => {
  const { onEvent, details } = observed()
  onEvent({ name: 'database-awaits-writes', message: '', attempt: 1, retryInMs: 1 })
  expect(details()).toMatchObject({ database: undefined, migrations: 'the database is read-only' })
  const retry = { address: '', reason: refused, attempt: 2, retryInMs: 1 }
  onEvent({ name: 'database-unreachable', message: '', ...retry })
  expect(details()).toMatchObject({
    database: `it does not answer: ${refused}`,
    migrations: 'the tables have not been looked at yet',
  })
})

test('changes wait for the end of both a full disk and a read-only database', () => {
  const { onEvent, details } = observed()
  onEvent({ name: 'database-full', message: '' })
  onEvent({ name: 'database-read-only', message: '' })
  onEvent({ name: 'database-has-room', message: '' })
  expect(details().writes).toBe('the database is read-only')
  onEvent({ name: 'database-writable', message: '' })
  expect(details().writes).toBeUndefined()
})
