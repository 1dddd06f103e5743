import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { eventsPage } from '../../messages/events-page.js'

test('docs/events.md is what `npm run openapi` writes', () => {
  expect(readFileSync(new URL('../../docs/events.md', import.meta.url), 'utf8')).toBe(eventsPage())
})
