/**
 * A bar for each value, in groups.
 *
 * @typedef {object} Chart
 * @property {string} title
 * @property {string[]} series what the bars of a group stand for
 * @property {{ label: string, strong: boolean, values: (number | undefined)[] }[]} rows
 */

const width = 900
const labels = 350
const bar = 9
const gap = 12
const top = 62

/** The chart as SVG, readable on light and dark ground. */
export function barChart(/** @type {Chart} */ { title, series, rows }) {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values.map((value) => value ?? 0)))
  const scale = (width - labels - 70) / most
  const groupHeight = series.length * bar + gap
  const height = top + rows.length * groupHeight + 8
  const groups = rows.map((row, at) => group(row, top + at * groupHeight, scale))
  const one = labels + scale
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.strong { font-weight: 600 }
.figure { font-size: 9px }
.own { fill: #0969da }
.other { fill: #818b98 }
line { stroke: #818b98; stroke-dasharray: 3 3 }
@media (prefers-color-scheme: dark) { text { fill: #e6edf3 } .own { fill: #58a6ff } .other { fill: #7d8590 } }
</style>
<text class="title" x="8" y="22">${escaped(title)}</text>
${legend(series)}
<line x1="${one.toFixed(1)}" x2="${one.toFixed(1)}" y1="${top - 6}" y2="${height - 8}"/>
${groups.join('\n')}
</svg>
`
}

function group(
  /** @type {Chart['rows'][number]} */ { label, strong, values },
  /** @type {number} */ y,
  /** @type {number} */ scale,
) {
  const middle = y + (values.length * bar) / 2 + 4
  const bars = values.map((value, at) => {
    const from = y + at * bar
    if (value === undefined) return `<text class="figure" x="${labels + 4}" y="${from + bar - 1}">not measured</text>`
    const long = (value * scale).toFixed(1)
    const shade = shadeOf(at, values.length)
    const figure = `<text class="figure" x="${(labels + value * scale + 4).toFixed(1)}" y="${from + bar - 1}">${value.toFixed(2)}</text>`
    return `<rect class="${strong ? 'own' : 'other'}" opacity="${shade}" x="${labels}" y="${from}" width="${long}" height="${bar - 1}"/>${figure}`
  })
  return `<text${strong ? ' class="strong"' : ''} x="${labels - 8}" y="${middle}" text-anchor="end">${escaped(label)}</text>\n${bars.join('\n')}`
}

function legend(/** @type {string[]} */ series) {
  return series
    .map((name, at) => {
      const x = labels + at * 90
      const square = `<rect class="own" opacity="${shadeOf(at, series.length)}" x="${x}" y="34" width="10" height="10"/>`
      return `${square}<text x="${x + 15}" y="43">${escaped(name)}</text>`
    })
    .join('\n')
}

/** Later versions are darker. */
function shadeOf(/** @type {number} */ at, /** @type {number} */ count) {
  return (0.4 + (0.6 * (at + 1)) / count).toFixed(2)
}

function escaped(/** @type {string} */ text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
