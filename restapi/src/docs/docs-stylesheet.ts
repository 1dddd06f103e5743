import { palette } from '../html/palette.js'

/** Stylesheet of the reference. */
export const docsStylesheet = `${palette}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; }
a { color: var(--link); text-underline-offset: .15em; text-decoration-thickness: 1px; }
:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.skip { position: absolute; left: -99rem; padding: .5rem 1rem; background: var(--ground); }
.skip:focus { left: 0; top: 0; z-index: 2; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; padding: .75rem 1.5rem; background: var(--raised); border-bottom: 1px solid var(--line); }
header a { color: inherit; font-weight: 600; text-decoration: none; }
.files { display: flex; gap: 1rem; margin-left: auto; }
.frame { display: grid; grid-template-columns: 18rem minmax(0, 1fr); }
nav { border-right: 1px solid var(--line); }
#operations { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem; }
nav h2 { margin: 1.25rem 0 .25rem; }
nav ul, .operations { margin: 0; padding: 0; list-style: none; }
nav li a { display: flex; gap: .5rem; padding: .375rem .5rem; border-radius: .375rem; color: var(--text); font-size: .875rem; text-decoration: none; }
nav li a:hover, nav [aria-current] { background: var(--raised); }
nav [aria-current] { box-shadow: inset 3px 0 var(--link); }
#found { margin: .5rem 0 0; color: var(--muted); font-size: .875rem; }
main { min-width: 0; padding: 1rem clamp(1rem, 3vw, 2.5rem) 3rem; }
h1 { margin: .75rem 0 .5rem; font-size: 1.75rem; line-height: 1.2; overflow-wrap: anywhere; }
h1 small, small { color: var(--muted); font-size: .875rem; font-weight: 400; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1.0625rem; line-height: 1.3; }
h3, h4 { margin: 1rem 0 .5rem; font-size: 1rem; }
p { margin: .5rem 0; max-width: 45rem; overflow-wrap: anywhere; }
.lead { font-size: 1.125rem; }
.description { white-space: pre-line; }
.deprecated { width: fit-content; padding: .25rem .75rem; border-radius: .375rem; color: var(--fault); background: var(--fault-ground); }
.method { flex: none; width: 3.75rem; font: 600 .75rem/1.75 var(--mono); color: var(--other); }
.method.post { color: var(--good); }
.method.put, .method.patch { color: var(--fault); }
.method.delete { color: var(--bad); }
.operation .method { font-size: .875rem; }
.operations li { display: flex; flex-wrap: wrap; gap: 0 1rem; padding: .375rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.operations li a { display: flex; gap: .5rem; min-width: 0; }
.operations span:last-child { color: var(--muted); }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 0 2.5rem; }
.beside > section:first-child h2 { margin-top: .5rem; }
code, pre { font: .875em/1.5 var(--mono); }
code { overflow-wrap: anywhere; }
p code, small code, li code { padding: .0625em .2em; border-radius: .25rem; background: var(--raised); color: var(--text); }
pre { margin: .5rem 0; padding: .75rem; max-height: 24rem; overflow: auto; border: 1px solid var(--line); border-radius: .375rem; background: var(--raised); font-size: .8125rem; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { font-size: inherit; }
.field { margin: .75rem 0 1rem; }
.field p { margin: .25rem 0; color: var(--muted); font-size: .875rem; }
label { display: block; margin-bottom: .25rem; }
input, select, textarea, button { font: inherit; color: inherit; }
input, select, textarea { width: 100%; min-height: 2.25rem; padding: .375rem .625rem; border: 1px solid var(--muted); border-radius: .375rem; background: var(--ground); }
textarea { font: .8125rem/1.5 var(--mono); resize: vertical; }
::placeholder { color: var(--muted); opacity: 1; }
button { min-height: 2.25rem; padding: .25rem 1rem; border: 1px solid var(--muted); border-radius: .375rem; background: var(--raised); cursor: pointer; }
button.primary { border-color: var(--link); background: var(--link); color: var(--ground); }
.actions { display: flex; gap: .5rem; }
[role=tablist] { display: flex; flex-wrap: wrap; gap: .25rem; border-bottom: 1px solid var(--line); }
[role=tab] { border: 0; border-bottom: 3px solid transparent; border-radius: 0; background: none; padding: .25rem .75rem; color: var(--muted); font-size: .875rem; }
[role=tab][aria-selected=true] { border-color: var(--link); color: var(--text); }
[role=tabpanel] > h3, [role=tabpanel] > h4 { display: none; }
.members { margin: 0; border-top: 1px solid var(--line); }
.members > div { padding: .5rem 0; border-bottom: 1px solid var(--line); }
.members dd { margin: 0; padding-left: .75rem; }
.members dd p { margin: .125rem 0; font-size: .875rem; }
.bound { display: inline-block; margin-right: .75rem; }
.type { color: var(--muted); font-size: .875rem; }
.choices { padding-left: 1rem; }
summary { width: fit-content; padding: .25rem 0; cursor: pointer; color: var(--muted); font-size: .875rem; }
[hidden] { display: none; }
@media (max-width: 72rem) { .columns { grid-template-columns: minmax(0, 1fr); } }
@media (max-width: 52rem) {
  header { padding-inline: 1rem; }
  .frame { grid-template-columns: minmax(0, 1fr); }
  nav { padding: .5rem 1rem 0; border: 0; }
  #menu { width: 100%; }
  #operations { position: static; max-height: none; padding: .5rem 0; }
  #menu[aria-expanded=false]:not([hidden]) + #operations { display: none; }
}
@media (min-width: 52.01rem) { #menu { display: none; } }
@media print { nav, .actions, .skip { display: none; } pre { max-height: none; } }
`
