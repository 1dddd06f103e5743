import { expect, test } from '@jest/globals'
import { flagMeanings, wantsHelp } from '../../config/flags.js'
import { usage } from '../../config/usage.js'
import type { Variable, VariableGroup } from '../../config/variable.js'
import { groups, variables } from '../../config/variables.js'

test('the usage page names every flag and every variable in lines of at most 100 columns', () => {
  const page = usage()
  const names = [...Object.keys(flagMeanings), ...Object.keys(variables)]
  for (const name of names) expect(page).toMatch(new RegExp(`^  ${name}\\s+\\S`, 'm'))
  expect(Math.max(...page.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100)
})

test('no shell takes the question mark of an address for a pattern, as zsh does', () => {
  const commands = usage().match(/^ +curl .*$/gm) ?? []
  expect(commands).toHaveLength(2)
  for (const command of commands) expect(command).toMatch(/ 'http:[^']*\?[^']*'$/)
})

test.each([
  [['--help'], true],
  [['--reset', '-h'], true],
  [['--reset'], false],
  [[], false],
])('%j asks for help: %j', (argv, asks) => expect(wantsHelp(argv)).toBe(asks))

test('every example and every default is a right value', () => {
  const table: Readonly<Record<string, Variable>> = variables
  for (const [name, { example, default: otherwise = example, schema }] of Object.entries(table)) {
    const isRight = [example, otherwise].map((text) => schema.safeParse(text).success)
    expect([name, ...isRight]).toEqual([name, true, true])
  }
})

test('every group is in the table of all variables', () => {
  const grouped = Object.values<VariableGroup>(groups).flatMap((group) => Object.keys(group))
  expect([...grouped].sort()).toEqual(Object.keys(variables).sort())
})
