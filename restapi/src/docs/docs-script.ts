import { requestScript } from './request-script.js'

/** Part of the script for every page: the search, tabs, and the layout of contents. It writes text only, never markup. */
const pageScript = String.raw`'use strict'
const byId = (id) => document.getElementById(id)

// The list of operations
const menu = byId('menu')
menu.hidden = false
menu.addEventListener('click', () => menu.setAttribute('aria-expanded', String(menu.getAttribute('aria-expanded') !== 'true')))
const search = byId('search')
const items = [...document.querySelectorAll('[data-words]')]
search.hidden = false
search.addEventListener('input', () => {
  const words = search.value.toLowerCase().split(/\s+/)
  for (const item of items) item.hidden = !words.every((word) => item.dataset.words.includes(word))
  for (const group of document.querySelectorAll('nav section')) group.hidden = !group.querySelector('li:not([hidden])')
  const found = items.filter((item) => !item.hidden).length
  byId('found').textContent = search.value === '' ? '' : found + ' of ' + items.length + ' operations'
})
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || event.target.closest('input, select, textarea')) return
  event.preventDefault()
  menu.setAttribute('aria-expanded', 'true')
  search.focus()
})

// Tabs. @see https://www.w3.org/WAI/ARIA/apg/patterns/tabs/
let ids = 0
for (const box of document.querySelectorAll('[data-tabs]')) {
  const panels = [...box.children]
  const list = document.createElement('div')
  list.setAttribute('role', 'tablist')
  list.setAttribute('aria-label', box.dataset.tabs)
  const tabs = panels.map((panel) => {
    const tab = document.createElement('button')
    tab.type = 'button'
    tab.textContent = panel.dataset.tab
    tab.id = 'tab-' + ++ids
    panel.id = 'panel-' + ids
    tab.setAttribute('role', 'tab')
    tab.setAttribute('aria-controls', panel.id)
    panel.setAttribute('role', 'tabpanel')
    panel.setAttribute('aria-labelledby', tab.id)
    list.append(tab)
    return tab
  })
  const choose = (chosen) => tabs.forEach((tab, at) => {
    tab.setAttribute('aria-selected', String(at === chosen))
    tab.tabIndex = at === chosen ? 0 : -1
    panels[at].hidden = at !== chosen
  })
  tabs.forEach((tab, at) => {
    tab.addEventListener('click', () => choose(at))
    tab.addEventListener('keydown', ({ key }) => {
      const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[key]
      if (next === undefined) return
      choose((next + tabs.length) % tabs.length)
      tabs[(next + tabs.length) % tabs.length].focus()
    })
  })
  choose(0)
  box.prepend(list)
}

// Layout of contents. Tokens stay as they are: numbers may be longer than those of JavaScript.
function jsonLayout(text) {
  let depth = 0
  const line = () => '\n' + '  '.repeat(Math.max(0, depth))
  return text.replace(/"(?:[^"\\]|\\.)*"|\{\s*\}|\[\s*\]|[{}[\],:]|\s+/g, (token) => {
    if (token === '{' || token === '[') return (depth++, token + line())
    if (token === '}' || token === ']') return (depth--, line() + token)
    if (token === ',') return token + line()
    if (token === ':') return ': '
    return /^\s/.test(token) ? '' : token
  })
}
function xmlLayout(text) {
  let depth = 0
  return text.replace(/>\s*<(?![!])/g, '>\n<').split('\n').map((line) => {
    if (line.startsWith('</')) depth--
    const shown = '  '.repeat(Math.max(0, depth)) + line
    if (/^<[^/?!][^>]*[^/]>$|^<\w>$/.test(line)) depth++
    return shown
  }).join('\n')
}
function layout(text, type) {
  if (/\/(?:.*\+)?json\b/.test(type)) return jsonLayout(text)
  return /\/(?:.*\+)?xml\b/.test(type) ? xmlLayout(text) : text
}
for (const code of document.querySelectorAll('[data-layout=xml]')) code.textContent = xmlLayout(code.textContent)
`

/** Script of the reference. */
export const docsScript = pageScript + requestScript
