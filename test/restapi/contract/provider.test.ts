import { endware, provide } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import { isProvider } from '../../../restapi/src/contract/provider.js'

/** Wrong arguments of `provide`, and what the message says. */
const mistakes: readonly (readonly [name: string, run: unknown, options: unknown, message: string])[] = [
  ['what is no function', { user: 'ann' }, {}, 'provide() takes a function of one argument'],
  ['a middleware', (_request: unknown, _response: unknown, _next: unknown) => {}, {}, 'stands in `use` as it is'],
  ['an unknown option', () => {}, { response: {} }, "provide() has no option 'response'; its options are security"],
  ['options that are no object', () => {}, null, 'provide() takes an object of options'],
  ['a response below 400', () => {}, { responses: { 204: null } }, "provide()'s responses.204: expected a failure"],
  ['a response that is no schema', () => {}, { responses: { 401: 7 } }, "provide()'s responses.401 must be a schema"],
  [
    'a problem that is none',
    () => {},
    { problems: ['gone'] },
    "provide()'s problems must be an array of what problemType()",
  ],
  ['problems that are no list', () => {}, { problems: 'gone' }, "provide()'s problems must be an array"],
  ['security that is a name', () => {}, { security: 'bearer' }, "provide()'s security must be scopes by the names"],
  ['scopes that are no list', () => {}, { security: [{ bearer: true }] }, "provide()'s security must be scopes"],
]

describe('provide()', () => {
  test.each(mistakes)('refuses %s', (_name, run, options, message) => {
    expect(() => provide(run as () => object, options as object)).toThrow(TypeError)
    expect(() => provide(run as () => object, options as object)).toThrow(message)
  })

  test('makes a provider that cannot be changed', () => {
    const made = provide(() => ({ user: 'ann' }), { security: { bearer: [] } })
    expect([isProvider(made), Object.isFrozen(made), made.security]).toEqual([true, true, { bearer: [] }])
    expect([isProvider(() => {}), isProvider({ run() {} }), isProvider(null)]).toEqual([false, false, false])
  })

  test('a contract refuses a use that is neither middleware nor provider', () => {
    const message = "the contract's use must be an array of middleware and of providers, which provide() makes"
    for (const use of [{}, [{ run() {} }], provide(() => {})]) {
      expect(() => endware().endpoint({ use } as object, () => 1)).toThrow(message)
    }
  })

  test('a contract refuses an error handler in its use', () => {
    const use = [(_error: unknown, _request: unknown, _response: unknown, _next: unknown) => {}]
    expect(() => endware().endpoint({ use } as object, () => 1)).toThrow(
      /^the contract's use has an error handler \(error, request, response, next\); expected middleware/,
    )
  })
})

test('api.render gives a function the context of its options, and the cookies of its header fields', async () => {
  const see = ({ context, cookies }: { context: object; cookies: object }) => ({ context, cookies: { ...cookies } })
  const { content } = await endware().render(see, { context: { user: 'ann' }, headers: { cookie: 'a=1' } })
  expect(JSON.parse(String(content))).toEqual({ context: { user: 'ann' }, cookies: { a: '1' } })
  expect((await endware().render(({ context }: { context: object }) => context)).content).toBe('{}')
})
