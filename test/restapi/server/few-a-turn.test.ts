import { setImmediate as nextTurn } from 'node:timers/promises'
import { expect, test } from '@jest/globals'
import { fewATurn } from '../../../restapi/src/server/few-a-turn.js'

test('runs tasks in their order, and no more in a turn than it may, tasks that others add included', async () => {
  const later = fewATurn(2)
  const ran: string[] = []
  const add = (name: string, adds: readonly string[] = []) =>
    later(() => {
      ran.push(name)
      for (const other of adds) add(other)
    })
  add('a')
  add('b', ['c', 'd', 'e'])
  expect(ran).toEqual([])
  const turns: string[] = []
  for (let turn = 0; turn < 4; turn += 1) {
    await nextTurn()
    turns.push(ran.splice(0).join(''))
  }
  expect(turns.filter((names) => names !== '')).toEqual(['ab', 'cd', 'e'])
})
