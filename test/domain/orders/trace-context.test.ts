import { expect, test } from '@jest/globals'
import { type TraceContext, validTrace } from '../../../domain/orders/trace-context.js'

const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

test.each<[TraceContext | undefined, TraceContext | undefined]>([
  [undefined, undefined],
  [{ traceparent }, { traceparent }],
  [
    { traceparent, tracestate: 'shop=1' },
    { traceparent, tracestate: 'shop=1' },
  ],
  [{ traceparent, tracestate: 'a'.repeat(513) }, { traceparent }],
  [{ traceparent, tracestate: '' }, { traceparent }],
  [{ traceparent, tracestate: 'a\0' }, { traceparent }],
  [{ traceparent: traceparent.toUpperCase(), tracestate: 'shop=1' }, undefined],
  [{ traceparent: `${traceparent}0` }, undefined],
  [{ traceparent: traceparent.replace(/^00/, 'ff') }, undefined],
  [{ traceparent: traceparent.replace(/^00/, '01') }, { traceparent: traceparent.replace(/^00/, '01') }],
  [{ traceparent: `00-${'0'.repeat(32)}-00f067aa0ba902b7-01` }, undefined],
  [{ traceparent: `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01` }, undefined],
  [{ traceparent: `0${traceparent}` }, undefined],
])('the valid parts of the trace %j are %j', (trace, valid) => {
  expect(validTrace(trace)).toStrictEqual(valid)
})
