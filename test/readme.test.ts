import { readFileSync } from 'node:fs'
import { describe, expect, test } from '@jest/globals'
import { type MessageCommand, messageCommand } from '../commands/send-message.js'
import { servedShop } from './support/served-shop.js'
import { assistantToken, tokenOf } from './support/tokens.js'

const tokens: Readonly<Record<string, string>> = {
  ASSISTANT: await assistantToken(),
  CUSTOMER: await tokenOf('customer-1', ['orders:read', 'orders:write']),
}
const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

/** The commands of the `console` blocks, and the output below each. */
const blocks = [...readme.matchAll(/^```console\n\$ ([^\n]*)\n(.*?)^```$/gms)].map(
  ([, command = '', printed = '']) => ({
    command,
    printed,
  }),
)

/** The request that a command with curl sends. */
function requestOf(command: string) {
  const body = /-d '([^']*)'/.exec(command)?.[1] ?? null
  return {
    method: /-X (\w+)/.exec(command)?.[1] ?? (body === null ? 'GET' : 'POST'),
    path: actual(/http:\/\/localhost:3000([^' ]*)/.exec(command)?.[1] ?? ''),
    headers: Object.fromEntries(
      [...command.matchAll(/-H (['"])([^:]+): (.*?)\1/g)].map(([, , name = '', value = '']) => [
        name,
        value.replace(/\$([A-Z]+)/, (_, variable: string) => tokens[variable] ?? ''),
      ]),
    ),
    body,
  }
}

/** The id of the order that the README places, there and in this run. */
const shownOrder = /localhost:3000\/v1\/orders\/([\w-]{36})/.exec(readme)?.[1] ?? 'no order'
let placedOrder = shownOrder
const actual = (text: string): string => text.replaceAll(shownOrder, placedOrder)

/** Replaces times and ids, which differ in every answer, and the ends of lines, which a terminal does not show. */
const settled = (text: string): string =>
  text
    .replaceAll(placedOrder, shownOrder)
    .replaceAll('\r\n', '\n')
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')
    .replace(/(requestId\W{1,3})[\w-]+/g, '$1id')
    .replace(/("paymentId":")[^"]+/g, '$1id')
    .replace(/("id":")[^"]+(","source")/g, '$1id$2')
    .replace(/^: keep-alive\n\n/gm, '')
    .trimEnd()

const url = servedShop()

describe('the README of the repository', () => {
  /** The command that watches the order until it is over: the output that the README shows, and the output that it prints. */
  let watched: { readonly shown: string; readonly printed: Promise<string> } | undefined

  test.each(blocks)('the command $command prints what the README shows', async ({ command, printed }) => {
    const [, name = '', argument = ''] = /^npm run --silent (\w+) -- (\S+)$/.exec(command) ?? []
    if (name !== '') {
      expect(settled(await outputOf(name as MessageCommand, actual(argument)))).toBe(settled(printed))
      return
    }
    const { path, ...request } = requestOf(command)
    const response = await fetch(url() + path, request)
    if (/ -N /.test(command)) {
      expect([response.status, watched]).toEqual([200, undefined])
      watched = { shown: printed, printed: response.text() }
      return
    }
    const text = await response.text()
    if (request.method === 'POST') placedOrder = /"id":"([\w-]{36})"/.exec(text)?.[1] ?? 'no order'
    expect(settled(text)).toBe(settled(printed))
  })

  test('the stream of events is as the README shows, to its end', async () => {
    expect(settled((await watched?.printed) ?? '')).toBe(settled(watched?.shown ?? 'no stream'))
  })

  test('the README has more than two commands', () => expect(blocks.length).toBeGreaterThan(2))
})

/** Returns the output of a command that sends the message of another system. */
async function outputOf(command: MessageCommand, orderId: string): Promise<string> {
  const lines: string[] = []
  const env = { SHOP_TOKEN: await tokenOf('events-1', ['events:write', 'orders:read', 'orders:any']) }
  await messageCommand(command, {
    argv: [orderId, '--url', url()],
    env,
    print: (line) => lines.push(line),
  })
  return lines.join('\n')
}
