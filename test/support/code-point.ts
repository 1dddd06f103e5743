import fc from 'fast-check'

/**
 * Any code point but surrogates, as a unit of `fc.string`. The unit 'binary' of fast-check is the same, but spends seconds on a table of all
 * code points.
 */
export const codePoint = fc
  .nat(0x10_ff_ff)
  .filter((code) => code < 0xd8_00 || code > 0xdf_ff)
  .map((code) => String.fromCodePoint(code))
