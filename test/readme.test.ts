import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { type Serving, serve } from './support/serve.js'
import { openShop, type Shop } from './support/shop.js'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The commands of the `console` blocks, and the output below each. */
const commands = [...readme.matchAll(/^```console\n\$ curl ([^\n]*)\n(.*?)^```$/gms)].map(
  ([, command = '', printed = '']) => ({
    method: /-X (\w+)/.exec(command)?.[1] ?? 'GET',
    path: /http:\/\/localhost:3000([^' ]*)/.exec(command)?.[1] ?? '',
    headers: Object.fromEntries(
      [...command.matchAll(/-H '([^:]+): ([^']*)'/g)].map(([, name, value]) => [name, value]),
    ),
    body: /-d '([^']*)'/.exec(command)?.[1] ?? null,
    printed,
  }),
)

/** Replaces times and request ids, which differ in every answer, and the ends of lines, which a terminal does not show. */
const settled = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
    .replace(/(requestId\W{1,3})[\w-]+/g, '$1id')
    .trimEnd()

let shop: Shop
let serving: Serving
beforeAll(async () => {
  shop = await openShop({ seed: true })
  serving = await serve(shop.app)
})
afterAll(async () => {
  await serving.close()
  await shop.close()
})

describe('the README of the repository', () => {
  test.each(commands)(
    'the command $method $path $headers prints what the README shows',
    async ({ method, path, headers, body, printed }) => {
      const response = await fetch(serving.url + path, { method, headers: headers as Record<string, string>, body })
      expect(settled(await response.text())).toBe(settled(printed))
    },
  )

  test('the README has more than two commands', () => expect(commands.length).toBeGreaterThan(2))
})
