import { type CsvOptions, csv, endware, json } from '@endware/restapi'
import { describe, expect, test } from '@jest/globals'
import fc from 'fast-check'

async function render(items: readonly unknown[], options: CsvOptions = {}): Promise<string> {
  const api = endware({ codecs: [json(), csv({ guardFormulas: true, ...options })] })
  const { content } = await api.render(items, { accept: 'text/csv' })
  return Buffer.from(content ?? '').toString()
}

describe('guardFormulas', () => {
  const rows: readonly (readonly [text: unknown, guarded: string])[] = [
    ['=SUM(A1)', "'=SUM(A1)"],
    ['+SUM(A1)', "'+SUM(A1)"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['-SUM(A1)', "'-SUM(A1)"],
    ['\t1', '"\'\t1"'],
    ['\t=1', '"\'\t\'=1"'],
    ['\r=1', '"\'\r\'=1"'],
    ['=1,2', '"\'=1,2"'],
    ['-12.5e3', '-12.5e3'],
    [-12, '-12'],
    ['a=1', 'a=1'],
    ['1-2', '1-2'],
  ]
  test.each(rows)('%j becomes %j', async (text, guarded) => {
    expect(await render([{ a: text }])).toBe(`a\r\n${guarded}\r\n`)
  })

  test('guards names of columns too', async () => {
    expect(await render([{ '=x': 1 }])).toBe("'=x\r\n1\r\n")
  })

  test.each(['=', '+', '-', '@', '\t', '\r', '\n', '\uff1d', '\uff0b', '\uff0d', '\uff20'])(
    'guards text that begins with %j',
    async (first) => {
      const cell = (await render([{ a: `${first}1+1` }])).slice('a\r\n'.length)
      expect(cell.replace(/^"/, '').startsWith(`'${first}`)).toBe(true)
    },
  )

  test.each([',', ';', '\t'])(
    'no cell of a file with the delimiter %j is a formula, at whichever separator it is split',
    async (delimiter) => {
      const character = fc.constantFrom(...'=+-@\uff1d\uff0b\uff0d\uff20a";,\t\r\n \'')
      const text = fc.array(character, { maxLength: 8 }).map((characters) => characters.join(''))
      const items = fc.array(fc.record({ a: text, b: text, c: text }), { minLength: 1, maxLength: 2 })
      await fc.assert(
        fc.asyncProperty(items, fc.constantFrom(',', ';', '\t'), async (all, separator) => {
          const content = await render(all, { delimiter })
          const isFormula = (cell: string): boolean => /^[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell)
          expect(cellsIn(content, separator).filter(isFormula)).toEqual([])
        }),
        { numRuns: 300 },
      )
    },
  )

  test.each<[text: string, options: CsvOptions, cell: string]>([
    ['a;=cmd()', {}, `"a;'=cmd()"`],
    ['a;"=cmd()"', {}, `"a;'""=cmd()"""`],
    ['a\t@cmd()', {}, `"a\t'@cmd()"`],
    ['a\n-cmd()', {}, `"a\n'-cmd()"`],
    ['a,=cmd()', {}, '"a,=cmd()"'],
    ['a,=cmd()', { delimiter: ';' }, `"a,'=cmd()"`],
    ['a;=cmd()', { delimiter: ';' }, '"a;=cmd()"'],
    ['48.1;-11.5', {}, '"48.1;-11.5"'],
    ['a; b', {}, '"a; b"'],
    ['a - b', {}, 'a - b'],
  ])('guards a formula after another separator: %j with %j becomes %s', async (text, options, cell) => {
    const [header, ...rest] = (await render([{ a: text }], options)).split('\r\n')
    expect([header, rest]).toEqual(['a', [cell, '']])
  })
})

/** Returns the cells as a spreadsheet finds them: quotes count at the beginning of a cell, and text behind them belongs to it. */
function cellsIn(content: string, separator: string): readonly string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)(?:"|$))?([^${separator}\r\n]*)(?:[${separator}\r\n]|$)`, 'y')
  const cells: string[] = []
  while (cell.lastIndex < content.length) {
    const [, quoted = '', rest = ''] = cell.exec(content) ?? []
    cells.push(quoted.replaceAll('""', '"') + rest)
  }
  return cells
}
