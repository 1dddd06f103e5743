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
  ...['%', '%41', '%252541', '%e2%82%ac', '%253A', 'a:b%40', 'session=', 'hvs.'],
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
    return counter.count(() => texts.map((text) => withoutSecrets(text))) / texts.join('').length
  }
  const [few, many] = [stepsForEach(250), stepsForEach(2_000)]
  expect(many).toBeLessThan(few * 1.05 + 0.1)
  expect(many).toBeLessThan(24) // a text and its three percent-decoded forms are searched
})
