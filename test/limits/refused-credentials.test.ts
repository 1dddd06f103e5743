import { serviceUnavailable, unauthorized } from '@endware/restapi'
import { afterEach, beforeEach, expect, jest, test } from '@jest/globals'
import { refusedCredentials } from '../../limits/refused-credentials.js'

const request = { method: 'GET', url: '/', headers: {}, ip: '192.0.2.1' } as never

beforeEach(() => {
  jest.useFakeTimers({ now: 1_000_000 })
})
afterEach(() => {
  jest.useRealTimers()
})

const guardOf = (limit: number) =>
  refusedCredentials({ rate: { limit, window: 60 }, addressPrefix: 56, onRejected: () => {} })
const invalid = async () => undefined
const valid = async () => 'ada'

test.each([
  [1, 60],
  [1_000, 59],
  [1_001, 59],
  [58_500, 2],
  [59_000, 1],
  [59_999, 1],
])('%i ms after the first invalid credentials, Retry-After says %i seconds', async (passed, seconds) => {
  const guard = guardOf(1)
  await guard(request, invalid)
  jest.advanceTimersByTime(passed)
  await expect(guard(request, valid)).rejects.toMatchObject({
    status: 429,
    fields: expect.arrayContaining([
      { name: 'Retry-After', value: String(seconds) },
      { name: 'Ratelimit', value: `"credentials"; r=0; t=${seconds}` },
    ]),
  })
})

test('valid credentials are verified again after the window', async () => {
  const guard = guardOf(1)
  await guard(request, invalid)
  jest.advanceTimersByTime(60_000)
  expect(await guard(request, valid)).toBe('ada')
})

test('credentials count as invalid when their verification throws a 401', async () => {
  const guard = guardOf(1)
  const refused = guard(request, async () => {
    throw unauthorized()
  })
  await expect(refused).rejects.toMatchObject({ status: 401 })
  await expect(guard(request, valid)).rejects.toMatchObject({ status: 429 })
})

const refusedByIssuer = Object.assign(new Error('the issuer refuses this service'), { status: 401 })

test.each([serviceUnavailable(), new Error('no issuer'), refusedByIssuer])(
  'a verification that fails by itself locks nobody out: %s',
  async (failure) => {
    const guard = guardOf(1)
    await expect(
      guard(request, async () => {
        throw failure
      }),
    ).rejects.toBe(failure)
    expect(await guard(request, valid)).toBe('ada')
  },
)
