import { endware, form, html, json, problemEnvelope, xml } from '@endware/restapi'
import { expect } from '@jest/globals'
import fc from 'fast-check'
import { parseXml } from '../../support/both-formats.js'
import { parsePage } from '../../support/parsed-page.js'

/** The limit of an error answer in octets, content and header fields together. */
const bound = 64 * 1024

/** Media types of failures, in every format and envelope. */
export const accepts = [
  'application/json',
  'text/json',
  'application/xml',
  'text/xml',
  'text/html',
  'application/problem+json',
  'application/problem+xml',
] as const

const codecs = () => [json(), xml(), html({ service: 'trial' }), form()]
/** An end-ware with each envelope of the package. */
export const apis = { default: endware(silent()), problem: endware({ ...silent(), envelope: problemEnvelope }) }
function silent() {
  return { codecs: codecs(), onFailure: () => undefined, limits: { bodyBytes: 1_000_000 }, formatParameter: 'format' }
}

/** An answer as the client receives it. */
export interface Answer {
  readonly status: number
  readonly type: string
  readonly content: string
  readonly octets: number
}

/** Fails if an answer is larger than the limit or does not match its media type. */
export async function expectSound({ type, content, octets }: Answer): Promise<void> {
  expect(octets).toBeLessThanOrEqual(bound)
  if (type.includes('json')) expect(typeof JSON.parse(content)).toBe('object')
  else if (type.includes('xml')) expect(await parseXml(content)).toEqual(expect.any(Object))
  else expect(parsePage(content).errors).toEqual([])
}

/** Text of up to 200,000 characters that formats must escape, so that they write more than they get. */
export const hostile = fc
  .tuple(
    fc.string({
      unit: fc.constantFrom('&', '<', '"', "'", '\\', '\u0001', 'é', '€', '😀', '\ud800', ' ', '_', 'a'),
      minLength: 1,
      maxLength: 9,
    }),
    fc.integer({ min: 1, max: 20_000 }),
  )
  .map(([unit, times]) => unit.repeat(times))
