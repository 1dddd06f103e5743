import { type Codec, endware, json } from '@endware/restapi'
import { afterEach, expect, test } from '@jest/globals'
import express, { Router } from 'express'
import express4 from 'express4'
import { type Serving, serve } from '../../support/serve.js'

// A codec for people gets the origin that the client used, for the links in its pages.

const origins: Codec = {
  name: 'origin',
  mediaTypes: ['text/x-origin'],
  forPeople: true,
  encode: (_value, { page }) => String(page?.origin),
}
let serving: Serving | undefined
afterEach(() => serving?.close())

async function origin(trust: unknown, headers: Record<string, string>, makeApp = express as () => express.Express) {
  const api = endware({ codecs: [json(), origins] })
  const routes = api.routes(Router())
  routes.get('/', () => ({ a: 1 }))
  const app = makeApp().set('trust proxy', trust).use(routes).use(api.fallback())
  serving = await serve(app)
  const text = await (await fetch(serving.url, { headers: { accept: 'text/x-origin', ...headers } })).text()
  const own = text.replace(serving.url, 'http://own')
  await serving.close()
  serving = undefined
  return own
}

const forwarded = (host: string, proto = 'https') => ({ 'x-forwarded-host': host, 'x-forwarded-proto': proto })

test.each<[name: string, trust: unknown, headers: Record<string, string>, expected: string]>([
  ['not trusted', false, forwarded('shop.example'), 'http://own'],
  ['trusted', true, forwarded('shop.example'), 'https://shop.example'],
  ['trusted by address', 'loopback', forwarded('shop.example:8443'), 'https://shop.example:8443'],
  ['trusted from another address alone', '10.0.0.1', forwarded('shop.example'), 'http://own'],
  ['the first of a list', true, forwarded('shop.example, inner.example', 'https, http'), 'https://shop.example'],
  ['an address in brackets', true, forwarded('[::1]:80', 'http'), 'http://[::1]:80'],
  ['the scheme alone', true, { 'x-forwarded-proto': 'https' }, 'https://own'],
  ['a scheme other than http and https', true, forwarded('shop.example', 'javascript'), 'http://shop.example'],
  ['a host with a path', true, forwarded('shop.example/evil'), 'undefined'],
  ['a host with markup', true, forwarded('"><script>'), 'undefined'],
  ['a host with user information', true, forwarded('a@shop.example'), 'undefined'],
  ['an empty host', true, forwarded(''), 'https://own'],
])('the origin follows X-Forwarded-Host and -Proto: %s', async (_name, trust, headers, expected) => {
  for (const makeApp of [express, express4 as unknown as typeof express]) {
    expect(
      (await origin(trust, headers, makeApp)).replace('https://127.0.0.1', 'https://own').replace(/own:\d+/, 'own'),
    ).toBe(expected)
  }
})
