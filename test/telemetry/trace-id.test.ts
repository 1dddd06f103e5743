import { expect, test } from '@jest/globals'
import { traceIdOf } from '../../telemetry/trace-id.js'

const id = '4bf92f3577b34da6a3ce929d0e0e4736'
const span = '00f067aa0ba902b7'

test.each([`00-${id}-${span}-01`, `00-${id}-${span}-00`, `01-${id}-${span}-01`, `cc-${id}-${span}-01-more`])(
  '%s has a trace id',
  (field) => expect(traceIdOf(field)).toBe(id),
)

test.each([
  ...[undefined, '', id, `ff-${id}-${span}-01`, `00-${id}-${span}-01-more`, `00-${id}-${span}-01 `],
  ...[`00-${'0'.repeat(32)}-${span}-01`, `00-${id}-${'0'.repeat(16)}-01`, `00-${id.toUpperCase()}-${span}-01`],
  ...[`00-${id.slice(1)}-${span}-01`, `00-${id}-${span}`, `0-${id}-${span}-01`, `01-${id}-${span}-01more`],
])('%j is no valid traceparent', (field) => expect(traceIdOf(field)).toBeUndefined())
