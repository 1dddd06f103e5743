import { expect, test } from '@jest/globals'
import { flagMeanings, wantsHelp } from '../../config/flags.js'
import { usage } from '../../config/usage.js'
import { variables } from '../../config/variables.js'

test('the usage page names every flag and every variable and fits a screen', () => {
  const page = usage()
  for (const name of [...Object.keys(flagMeanings), ...Object.keys(variables)]) expect(page).toContain(`  ${name} `)
  expect(page.split('\n').length).toBeLessThan(40)
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

test('every example is a right value', () => {
  for (const [name, { example, schema }] of Object.entries(variables)) {
    expect([name, schema.safeParse(example).success]).toEqual([name, true])
  }
})
