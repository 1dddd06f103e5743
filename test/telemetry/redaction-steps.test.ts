import { afterAll, expect, test } from '@jest/globals'
import { withoutSecrets } from '../../telemetry/redaction.js'
import { StepCounter } from '../support/count-steps.js'

const counter = new StepCounter(/\/telemetry\//)
afterAll(() => counter.stop())

const pieces = [
  ...['//a:', '//', '://a', 'a://b:c@', '@', ':@', ':a', '?', 'a?', "?'", 'eyJ', 'eyJ.', '-----BEGIN PRIVATE KEY-----'],
  ...[
    '-----BEGIN ',
    'bearer ',
    'basic',
    'cookie:',
    'cookie "',
    'password',
    'password=',
    'token="',
    'token=\\"',
    ' ',
    'a',
    "'",
  ],
]

const repeated = (piece: string, length: number) => piece.repeat(Math.ceil(length / piece.length))

test.each(pieces)('a text eight times as long takes eight times the steps, when %j is repeated in it', (first) => {
  const stepsForEach = (length: number) => {
    const texts = pieces.flatMap((second) => [
      repeated(first + second, length),
      repeated(`${first} ${second}`, length),
      first + repeated(second, length),
      repeated(first, length) + second,
    ])
    return counter.count(() => texts.map(withoutSecrets)) / texts.join('').length
  }
  const [few, many] = [stepsForEach(250), stepsForEach(2_000)]
  expect(many).toBeLessThan(few * 1.05 + 0.1)
  expect(many).toBeLessThan(12)
})
