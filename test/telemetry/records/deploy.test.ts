import { readFileSync } from 'node:fs'
import { expect, test } from '@jest/globals'
import { parse } from 'yaml'
import { commonFields } from '../../../telemetry/log-fields.js'
import { createLogger } from '../../../telemetry/logger.js'
import { indexTemplate } from '../../../telemetry/records/index-template.js'
import { LogLines } from '../../support/log-lines.js'

const read = (path: string) => readFileSync(new URL(`../../../deploy/${path}`, import.meta.url), 'utf8')
const text = read('fluent-bit/fluent-bit.yaml')

test('the configuration of Fluent Bit sends every record to Elasticsearch and Splunk, and waits for both', () => {
  const { pipeline } = parse(text)
  expect(
    pipeline.outputs.map((output: Record<string, unknown>) => [output.name, output.match, output.retry_limit]),
  ).toEqual([
    ['es', 'shop', 'no_limits'],
    ['splunk', 'shop', 'no_limits'],
  ])
  expect(pipeline.inputs).toEqual([expect.objectContaining({ name: 'tail', tag: 'shop', parser: 'shop' })])
})

test('it has hosts, users and secrets from the environment alone, and says which', () => {
  const { pipeline } = parse(text)
  const given = pipeline.outputs.flatMap((output: Record<string, unknown>) =>
    Object.entries(output)
      .filter(([name]) => /host|user|passwd|token/.test(name))
      .map(([, value]) => String(value)),
  )
  expect(given).toHaveLength(5)
  for (const value of given) {
    expect(value).toMatch(/^\$\{[A-Z_]+\}$/)
    expect(text.slice(0, text.indexOf('service:'))).toContain(value.slice(2, -1))
  }
})

test('it takes the time of a record from the field that has it, in the form that it has', async () => {
  const [, key = '', form = ''] = /Time_Key +(\S+)\n +Time_Format +(\S+)/.exec(read('fluent-bit/parsers.conf')) ?? []
  expect(Object.keys(commonFields)).toContain(key)
  const parts = { Y: '\\d{4}', m: '\\d\\d', d: '\\d\\d', H: '\\d\\d', M: '\\d\\d', S: '\\d\\d', L: '\\d{3}' }
  const pattern = form.replace('.', '\\.').replace(/%(\w)/g, (_, part: keyof typeof parts) => parts[part])
  const lines = new LogLines()
  const logger = createLogger({ level: 'info', format: 'json', target: lines })
  logger.info('a')
  await logger.close()
  expect(lines.records[0]?.[key]).toMatch(new RegExp(`^${pattern}$`))
})

test('the fields that it names are fields of records', () => {
  const { filters, outputs } = parse(text).pipeline
  const named = [
    ...filters.map(({ rename }: { rename: string }) => rename.split(' ')[1]),
    ...outputs.flatMap(({ time_key: key }: { time_key?: string }) => (key === undefined ? [] : [key])),
  ]
  expect(named).toEqual(['message', '@timestamp'])
  expect(Object.keys(commonFields)).toEqual(expect.arrayContaining(named))
})

test('the index template of Elasticsearch is what `npm run openapi` writes', () => {
  expect(JSON.parse(read('elasticsearch/logs-shop.json'))).toEqual(indexTemplate())
  expect(indexTemplate().index_patterns).toEqual(['logs-shop-*'])
  expect(parse(text).pipeline.outputs[0].index).toMatch(/^logs-shop-/)
})
