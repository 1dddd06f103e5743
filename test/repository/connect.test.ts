import { expect, test } from '@jest/globals'
import { reasonOf } from '../../repository/connect.js'
import { openTestDatabase } from '../support/database.js'

test('the message of a statement that fails begins with the reason, and the statement follows', async () => {
  const database = await openTestDatabase({ seed: false })
  const error: unknown = await database.knex.raw('select 1 / ?::integer', [0]).catch((thrown: unknown) => thrown)
  expect(error).toMatchObject({ message: 'division by zero - in the statement: select 1 / $1::integer', code: '22012' })
  expect(reasonOf(error)).toBe('division by zero')
  await database.close()
})
