import { createHash } from 'node:crypto'
import { markup } from './markup.js'
import { palette } from './palette.js'

/** Stylesheet of all pages. It is constant, so that `Content-Security-Policy` can name it by its hash. */
export const stylesheet = markup`
${palette}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
header { background: var(--raised); border-bottom: 1px solid var(--line); }
header a { font-weight: 600; }
header > div, main { max-width: 84rem; margin: 0 auto; padding: .75rem clamp(1rem, 4vw, 2.5rem); }
header a { color: inherit; text-decoration: none; }
header > div { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; }
header nav { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; }
header nav a { font-weight: 400; }
header [aria-current] { text-decoration: underline; text-underline-offset: .35em; }
main { padding-block: 1.25rem 3rem; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; top: 0; z-index: 1; }
h1 { margin: .75rem 0 .5rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; text-wrap: balance; }
h2 { margin: 2rem 0 .75rem; font-size: 1.0625rem; font-weight: 600; line-height: 1.3; }
p { margin: .5rem 0; max-width: 45rem; overflow-wrap: anywhere; }
.request { max-width: none; font: .875rem/1.6 var(--mono); }
.method { font-weight: 600; }
.path { margin-right: .5rem; }
.query, .media-type, .relation, small, .null { color: var(--muted); }
.status { padding: .125rem .5rem; border-radius: 1rem; white-space: nowrap; }
.s2 { color: var(--good); background: var(--good-ground); }
.s3 { color: var(--other); background: var(--other-ground); }
.s4, .deprecated { color: var(--fault); background: var(--fault-ground); }
.s5 { color: var(--bad); background: var(--bad-ground); }
.summary, .description { color: var(--muted); }
.description { white-space: pre-line; }
code { padding: .0625em .2em; border-radius: .25rem; background: var(--raised); font: .875em/1.4 var(--mono); }
.description code { color: var(--text); overflow-wrap: anywhere; }
.deprecated { width: fit-content; padding: .25rem .75rem; border-radius: .375rem; }
.lead { font-size: 1.125rem; }
.lead, .help, span.text { white-space: pre-wrap; overflow-wrap: anywhere; unicode-bidi: isolate; }
.number, time { font-variant-numeric: tabular-nums; }
.number, time span { white-space: nowrap; }
.boolean { font-style: italic; }
.null, .cut { color: var(--muted); font-size: .875em; }
pre.document { max-height: 80vh; overflow: auto; padding: .75rem; border-radius: .375rem; background: var(--raised); font: .8125rem/1.5 var(--mono); white-space: pre-wrap; overflow-wrap: anywhere; }
dl, ol, ul { margin: 0; padding: 0; }
dl { max-width: 60rem; border-top: 1px solid var(--line); }
dl > div { display: grid; grid-template-columns: minmax(7rem, 14rem) minmax(0, 1fr); gap: 0 1rem; padding: .5rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--muted); overflow-wrap: anywhere; }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
ol { padding-left: 1.5rem; }
ol > li::marker { color: var(--muted); }
summary { width: fit-content; cursor: pointer; color: var(--muted); font-size: .875rem; }
details > dl, details > ol, details > .wide { margin-block: .375rem .25rem; }
details dl > div:last-child { border-bottom: 0; padding-bottom: 0; }
.wide { margin-inline: -.25rem; padding-inline: .25rem; overflow-x: auto; }
table { min-width: min(100%, 28rem); border-collapse: collapse; font-size: .875rem; }
th, td { padding: .5rem .75rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
th { color: var(--muted); font-weight: 500; white-space: nowrap; border-bottom-width: 2px; }
th:first-child, td:first-child { padding-left: 0; }
td { max-width: 24rem; min-width: 4rem; }
th.number, td.number { text-align: right; }
.token span.text { white-space: nowrap; }
.id { min-width: 11rem; }
.prose { min-width: 13rem; }
td.object { min-width: 8rem; }
td span.text { overflow-wrap: break-word; }
.pair { display: inline-block; max-width: 100%; margin-right: .5rem; }
.pair i { color: var(--muted); font-style: normal; font-size: .875em; }
.filters { display: flex; flex-wrap: wrap; align-items: end; gap: .75rem 1rem; margin: 1rem 0; }
.filters label { color: var(--muted); font-size: .875rem; }
.filters input, .filters select, .filters button { display: block; min-height: 2.25rem; max-width: 100%; padding: .25rem .625rem; border: 1px solid var(--muted); border-radius: .375rem; background: var(--ground); color: var(--text); font: inherit; font-size: .9375rem; }
.filters button { background: var(--raised); cursor: pointer; }
.filters a { padding: .375rem 0; }
.pages { display: flex; flex-wrap: wrap; gap: .5rem; margin: 1.25rem 0; }
.pages a { padding: .375rem .875rem; border: 1px solid var(--line); border-radius: .375rem; background: var(--raised); text-decoration: none; }
.pages a:hover { border-color: var(--link); }
.more { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(26rem, 100%), 1fr)); gap: 0 3rem; margin-top: 1rem; }
.formats { list-style: none; }
.formats li { margin-bottom: .75rem; }
.formats li > a, .formats li > b { font-weight: 600; }
.media-type, .relation { font-size: .875rem; }
.formats code { display: block; margin-top: .25rem; padding: .5rem .75rem; border-radius: .375rem; font-size: .8125rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
.fields { font-size: .875rem; }
.fields > div { grid-template-columns: 9rem minmax(0, 1fr); }
.line { display: block; overflow-wrap: anywhere; }
@media (max-width: 44rem) {
  h1 { font-size: 1.5rem; }
  dl > div, .fields > div { grid-template-columns: minmax(0, 1fr); }
  dt { font-size: .875rem; }
  .wide { overflow-x: visible; }
  thead { display: block; position: absolute; width: 1px; height: 1px; overflow: hidden; }
  table, tbody, tr { display: block; }
  tr { padding: .75rem 0; border-bottom: 1px solid var(--line); }
  .id, .prose, td.object { min-width: 0; }
  .token span.text { white-space: pre-wrap; overflow-wrap: anywhere; }
  details > dl { padding-left: .75rem; border-left: 2px solid var(--line); border-top: 0; }
  td { display: grid; grid-template-columns: 8rem minmax(0, 1fr); gap: 1rem; max-width: none; padding: .125rem 0; border: 0; }
  td::before { content: attr(data-name); color: var(--muted); overflow-wrap: anywhere; }
  td[data-title]::before { content: attr(data-title); }
  td.number { text-align: left; }
  td.none { display: none; }
}
@media print { .skip, .more, .pages { display: none; } }
`

/** Returns the stylesheet as a source expression of `style-src`. @see https://www.w3.org/TR/CSP3/#grammardef-hash-source */
export function stylesheetSource(): string {
  return `'sha256-${createHash('sha256').update(stylesheet.toString()).digest('base64')}'`
}
