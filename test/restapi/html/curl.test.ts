import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { type IncomingMessage, request } from 'node:http'
import { text } from 'node:stream/consumers'
import { endware, html, json, ok } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parsePage } from '../../support/parsed-page.js'
import { type Serving, serve } from '../../support/serve.js'

const pages = endware({ codecs: [json(), html()] })
const curlIn = (content: unknown): string => parsePage(String(content)).find('code')[0]?.text ?? ''

/** Returns the words after `curl` as a shell parses them. */
function wordsOf(command: string): string[] {
  return execFileSync('sh', ['-c', command.replace(/^curl /, "printf '%s\\n' ")], { encoding: 'utf8' })
    .trimEnd()
    .split('\n')
}

test.each([
  ["/it's", []],
  ["/'; echo harm; '", []],
  ['/$(echo harm)`echo harm`"$HOME"', []],
  ['/a\\b!c*?d=~&e;f#g|h>i', []],
  ['/a?ids[0]={1,2}', ['-g']],
])('the curl command for %s has exactly that URL for a shell', async (url, options) => {
  const { content } = await pages.render(ok(1), { accept: 'text/html', url })
  expect(wordsOf(curlIn(content))).toEqual([...options, '-H', 'Accept: application/json', url])
})

describe('curl command of a page', () => {
  let serving: Serving
  let protocol: string | undefined
  beforeAll(async () => {
    const handler = pages.endpoint(() => ok(1))
    serving = await serve((asked, response) => handler(Object.assign(asked, { protocol }), response))
  })
  afterAll(() => serving.close())

  test.each([
    ['shop.example', undefined, 'http://shop.example/'],
    ['shop.example:8443', 'https', 'https://shop.example:8443/'],
    ['[::1]:3000', 'http', 'http://[::1]:3000/'],
    ["shop.example'", undefined, '/'],
    ['shop.example/evil', undefined, '/'],
    ['user@shop.example', undefined, '/'],
  ])('has for host %s over %s the URL %s', async (host, scheme, target) => {
    protocol = scheme
    const asking = request({ port: serving.port, headers: { host, accept: 'text/html' } }).end()
    const [answer]: IncomingMessage[] = await once(asking, 'response')
    const content = answer === undefined ? '' : await text(answer)
    expect(wordsOf(curlIn(content)).at(-1)).toBe(target)
  })
})
