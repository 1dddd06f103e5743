import { expect, test } from '@jest/globals'
import { declarationsOf, entryPoints, exportsOf } from '../support/public-exports.js'

test.each(Object.entries(entryPoints))('the declarations of %s change only on purpose', (_name, entry) => {
  const declarations = exportsOf(entry).map((each) => declarationsOf(each))
  expect(declarations).not.toContain('')
  expect(`\n${declarations.join('\n\n')}\n`).toMatchSnapshot()
})

test.each(Object.entries(entryPoints))('%s exports the values that it lists', async (name, entry) => {
  const listed = exportsOf(entry).filter(({ isType }) => !isType)
  expect(Object.keys(await import(name)).sort()).toEqual(listed.map((each) => each.name).sort())
})
