import { type EventOptions, endware, eventStream, json, ndjson, serverSentEvent } from '@endware/restapi'
import { expect, test } from '@jest/globals'

const api = endware({ codecs: [json(), ndjson(), eventStream()], onFailure: () => {} })
const written = async (outcome: unknown, accept: string): Promise<string> =>
  Buffer.from((await api.render(outcome, { accept })).content ?? '').toString('utf8')

test.each<[data: string, options: EventOptions, text: string]>([
  ['[DONE]', { raw: true }, 'data: [DONE]\n\n'],
  ['', { raw: true }, 'data: \n\n'],
  ['a\nb', { raw: true, id: 7, event: 'note' }, 'id: 7\nevent: note\ndata: a\ndata: b\n\n'],
  ['a\r\nb\rc\n', { raw: true }, 'data: a\ndata: b\ndata: c\ndata: \n\n'],
  ['data: x\n\nevent: forged', { raw: true }, 'data: data: x\ndata: \ndata: event: forged\n\n'],
  ['[DONE]', {}, 'data: "[DONE]"\n\n'],
])('the data %j with %j is written line by line', async (data, options, text) => {
  async function* events(): AsyncGenerator<unknown> {
    yield serverSentEvent(data, options)
  }
  expect(await written(events(), 'text/event-stream')).toBe(text)
  expect(await written(events(), 'application/x-ndjson')).toBe(`${JSON.stringify(data)}\n`)
})

test('serverSentEvent refuses raw data that is not text, and a raw that is not boolean', () => {
  expect(() => serverSentEvent({ a: 1 }, { raw: true })).toThrow(/the data of a raw event must be text; got object/)
  expect(() => serverSentEvent('a', { raw: 'yes' as never })).toThrow(/raw must be true or false/)
})
