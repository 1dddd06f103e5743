import { csv, endware, json, ndjson, xml } from '@endware/restapi'
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals'
import { parseXml } from '../../support/both-formats.js'
import { type Serving, serve } from '../../support/serve.js'
import { hostileValues } from '../corpus/values.js'

const codes: string[] = []
const api = endware({ codecs: [json(), xml(), ndjson(), csv()], onFailure: ({ code }) => codes.push(code) })
let make: () => unknown = () => undefined
let serving: Serving
beforeAll(async () => {
  serving = await serve(api.endpoint(() => make()))
})
afterAll(() => serving.close())

const readers: Readonly<Record<string, (content: string) => unknown>> = {
  'application/json; charset=utf-8': (content) => JSON.parse(content),
  'application/xml; charset=utf-8': parseXml,
  'application/x-ndjson; charset=utf-8': (content) =>
    content
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  'text/csv; charset=utf-8': (content) => expect(content).toMatch(/^$|\r\n$/),
}
const members = Object.getOwnPropertyNames(Object.prototype).join()

describe.each(['application/json', 'application/xml', 'application/x-ndjson', 'text/csv'])(
  'an endpoint that answers as %s',
  (accept) => {
    test.each(hostileValues)('survives $name', async ({ make: value, status = 200 }) => {
      make = value
      codes.length = 0
      const response = await fetch(serving.url, { headers: { accept } })
      const content = await response.text()
      expect([response.status, codes.length]).toEqual([status, status === 500 ? 1 : 0])
      const read = readers[response.headers.get('content-type') ?? '']
      if (read === undefined) throw new Error(`an answer of ${response.headers.get('content-type')}`)
      await read(content)
      expect(content).not.toContain('secret')
      expect(Object.getOwnPropertyNames(Object.prototype).join()).toBe(members)
    })
  },
)
