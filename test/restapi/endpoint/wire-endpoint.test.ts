import { endware, json, ok } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'

const api = endware({ codecs: [json()], onFailure: () => {} })
const calendar = { mediaTypes: ['text/calendar'] }
const outcome = ok().withContent('BEGIN:VCALENDAR', 'text/calendar')

describe('media types of content made by an endpoint', () => {
  test.each<[what: string, responses: object | undefined, accept: string, status: number]>([
    ['that is declared', { 200: calendar }, 'text/calendar', 200],
    ['of the last status that is no failure', { 200: null, 399: calendar }, 'text/calendar', 200],
    ['that is not declared', { 200: calendar }, 'text/plain', 406],
    ['of a contract without responses', undefined, 'text/calendar', 406],
    ['of a response without media types', { 200: null }, 'text/calendar', 406],
    ['of a failure', { 200: null, 400: calendar }, 'text/calendar', 406],
  ])('a media type %s decides whether it is acceptable', async (_what, responses, accept, status) => {
    const contract = (responses === undefined ? {} : { responses }) as object
    expect((await api.render(outcome, { contract, accept })).status).toBe(status)
  })

  test('are listed once in a 406, after the formats', async () => {
    const contract = { responses: { 200: calendar, 201: calendar } }
    const { content } = await api.render(outcome, { contract, accept: 'text/plain' })
    const available = ['application/json', 'text/calendar']
    expect(JSON.parse(String(content))).toMatchObject({ status: 406, additional: { available } })
  })

  test('stand beside the formats of the contract', async () => {
    const own = json({ name: 'own', mediaTypes: ['application/x-own+json'] })
    const contract = { codecs: [own], responses: { 200: calendar } }
    for (const [accept, status] of [
      ['text/calendar', 200],
      ['application/x-own+json', 200],
      ['application/json', 406],
    ] as const) {
      expect([accept, (await api.render(outcome, { contract, accept })).status]).toEqual([accept, status])
    }
  })
})
