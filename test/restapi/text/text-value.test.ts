import { describe, expect, test } from '@jest/globals'
import type { JsonSchema } from '../../../restapi/src/schema/shape.js'
import { shapeOf } from '../../../restapi/src/schema/shape-compiler.js'
import { textValue } from '../../../restapi/src/text/text-value.js'

const number = { type: 'number' }
const string = { type: 'string' }
const boolean = { type: 'boolean' }

describe('textValue', () => {
  test.each<[schema: JsonSchema, text: string, value: unknown]>([
    [string, ' 12 ', ' 12 '],
    [string, '', ''],
    [{}, 'true', 'true'],
    [true, '1', '1'],
    [number, '12', 12],
    [number, ' -1.5e3\n', -1500],
    [number, '0', 0],
    [number, '', ''],
    [number, '0x10', '0x10'],
    [number, '01', '01'],
    [number, '1.', '1.'],
    [number, '.5', '.5'],
    [number, '+1', '+1'],
    [number, 'NaN', 'NaN'],
    [number, 'Infinity', 'Infinity'],
    [number, '1e400', '1e400'],
    [number, '1_000', '1_000'],
    [number, '\u00A01', '\u00A01'],
    [{ type: 'integer' }, '7', 7],
    // validation checks that it is an integer
    [{ type: 'integer' }, '7.5', 7.5],
    [boolean, 'true', true],
    [boolean, ' false ', false],
    [boolean, '1', '1'],
    [boolean, 'TRUE', 'TRUE'],
    [{ type: 'null' }, 'null', null],
    [{ type: 'null' }, '', ''],
    [{ type: ['number', 'null'] }, 'null', null],
    [{ type: ['number', 'null'] }, '3', 3],
    [{ type: ['string', 'null'] }, 'null', 'null'],
    [{ enum: ['a', 1, true, null] }, 'a', 'a'],
    [{ enum: ['a', 1, true, null] }, '1', 1],
    [{ enum: ['a', 1, true, null] }, 'true', true],
    [{ enum: ['a', 1, true, null] }, 'null', null],
    [{ enum: ['a', 1, true, null] }, 'b', 'b'],
    [{ enum: [1, '1'] }, '1', '1'],
    [{ enum: ['a'] }, ' a', ' a'],
    [{ const: 5 }, '5', 5],
    [{ const: false }, 'false', false],
    [{ anyOf: [number, string] }, '12', 12],
    [{ anyOf: [string, number] }, '12', '12'],
    [{ anyOf: [number, boolean] }, 'true', true],
    [{ anyOf: [number, boolean] }, 'x', 'x'],
    [{ anyOf: [number, { const: '7' }] }, '7', '7'],
    [{ anyOf: [number, { anyOf: [boolean, string] }] }, 'false', false],
    [{ type: 'array', items: number }, '1', '1'],
    [{ type: 'object' }, '1', '1'],
  ])('%j reads %j as %j', (schema, text, value) => {
    expect(textValue(text, shapeOf(schema))).toStrictEqual(value)
  })

  test('reads a million spaces around and within a number', () => {
    const spaces = ' '.repeat(1_000_000)
    expect(textValue(`1${spaces}2`, shapeOf(number))).toBe(`1${spaces}2`)
    expect(textValue(`${spaces}1${spaces}`, shapeOf(number))).toBe(1)
  })
})
