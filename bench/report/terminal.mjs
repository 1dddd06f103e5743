import { amount, ratioText } from './figures.mjs'

/** Writes a comparison for a terminal, a line each contestant. */
export function show(/** @type {import('../comparison.mjs').Comparison} */ comparison) {
  const { title, unit, reference, contestants } = comparison
  const plain = (/** @type {string} */ text) => text.replaceAll(/[*`\\]/g, '')
  const width = Math.max(...contestants.map((one) => plain(one.title).length))
  const lines = contestants.map(({ name, title, rounds, cpu, more, skipped }) => {
    const start = `  ${plain(title).padEnd(width)}  `
    if (rounds === undefined) return `${start}skipped: ${skipped}`
    const parts = [
      (ratioText(comparison, name, reference) ?? '').replace('\\', '').padStart(14),
      amount(rounds).padStart(11),
      unit,
    ]
    if (cpu !== undefined) parts.push(`${amount(cpu).padStart(6)} µs`)
    return `${start}${[...parts, ...Object.entries(more ?? {}).flat()].join('  ')}`
  })
  return [
    `\n${plain(title)} (${contestants.find(({ rounds }) => rounds !== undefined)?.rounds?.length ?? 0} rounds)`,
    ...lines,
  ].join('\n')
}
