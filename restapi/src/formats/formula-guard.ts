/** The beginnings of formulas. Excel in East Asian editions reads the full-width forms as the ASCII ones (U+FF1D, U+FF0B, U+FF0D, U+FF20). */
const formula = '=+\\-@\\uff1d\\uff0b\\uff0d\\uff20'
const beginning = new RegExp(`^[${formula}\\t\\r\\n]`)
/** A spreadsheet that splits at another separator takes a quotation mark behind it as the beginning of a quoted cell. */
const beginningOfPart = new RegExp(`^"*[${formula}]`)

/** The characters at which spreadsheets split a file by themselves. @see https://owasp.org/www-community/attacks/CSV_Injection */
const separators = [',', ';', '\t']

/**
 * Returns a function that puts an apostrophe before the formulas in the text of a cell, at its beginning and behind each separator other
 * than `delimiter`. Numbers stay as they are. A quoted cell needs no guard behind its own delimiter.
 */
export function formulaGuard(delimiter: string): (text: string) => string {
  const others = separators.filter((separator) => separator !== delimiter)
  const parts = new RegExp(`([${others.join('')}\\r\\n])`)
  return (text) => {
    const begun = beginning.test(text) && !isNumber(text) ? `'${text}` : text
    if (!parts.test(begun)) return begun // the usual case, which is fast
    const [first = '', ...rest] = begun.split(parts)
    return first + rest.map((part) => (beginningOfPart.test(part) && !isNumber(part) ? `'${part}` : part)).join('')
  }
}

/** The characters that separate cells for some spreadsheet. Text with one of them needs quotes. */
export const anySeparator = separators.join('')

function isNumber(text: string): boolean {
  return /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(text)
}
