import { endware } from '@endware/restapi'
import { expect, jest, test } from '@jest/globals'
import * as v from 'valibot'
import { z as z3 } from 'zod3'

test('request schemas without a JSON Schema cause one warning at the start', () => {
  const warn = jest.spyOn(process, 'emitWarning').mockImplementation(() => {})
  try {
    const api = endware()
    api.endpoint({ body: v.object({ a: v.string() }) }, () => 204)
    expect(warn).not.toHaveBeenCalled()
    for (const part of ['body', 'query'] as const) api.endpoint({ [part]: z3.object({ a: z3.string() }) }, () => 204)
    expect(warn.mock.calls).toEqual([
      [
        "the contract's body is a schema of zod without a JSON Schema: use zod 4.2 or newer, or give { schema, jsonSchema }",
        expect.objectContaining({ type: 'EndwareWarning', code: 'ENDWARE_NO_JSON_SCHEMA' }),
      ],
    ])
  } finally {
    warn.mockRestore()
  }
})
