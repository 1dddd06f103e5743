/**
 * Part of the script for the page of an operation: it writes the request of the form as code, sends it and shows the answer. It writes text
 * only, never markup: an answer may contain any.
 */
export const requestScript = String.raw`
// The request
const form = byId('request')
if (form !== null) {
  const bodyType = byId('body-type')
  const body = byId('body')
  const accept = byId('accept')
  const credentials = [...form.querySelectorAll('[data-credential]')]
  const base = new URL(form.dataset.server, location.origin).href.replace(/\/$/, '')
  const encoded = encodeURIComponent

  for (const field of credentials) {
    field.value = sessionStorage.getItem('docs ' + field.dataset.scheme) ?? ''
    field.addEventListener('input', () => sessionStorage.setItem('docs ' + field.dataset.scheme, field.value))
  }
  bodyType?.addEventListener('change', () => {
    body.value = bodyType.selectedOptions[0].dataset.example
  })

  function pairsOf({ name, value, dataset }) {
    if (dataset.style.includes('deepObject')) {
      try { return Object.entries(JSON.parse(value)).map(([key, member]) => [name + '[' + key + ']', String(member)]) }
      catch { return [[name, value]] }
    }
    const isList = dataset.type.includes('array') && !dataset.style.includes('joined')
    return (isList ? value.split(',') : [value]).map((item) => [name, item.trim()])
  }

  /** Returns the request. Code for people to copy has placeholders in the place of secrets. */
  function requestOf(isShown) {
    let path = form.dataset.path
    const query = []
    const headers = []
    if (accept !== null) headers.push(['Accept', accept.value])
    for (const field of form.querySelectorAll('[data-in]')) {
      const { name, value, dataset } = field
      if (dataset.in === 'path') path = path.replaceAll('{' + name + '}', () => value === '' ? '{' + name + '}' : encoded(value))
      else if (value === '') continue
      else if (dataset.in === 'query') query.push(...pairsOf(field))
      else headers.push([name, value])
    }
    for (const { value, dataset } of credentials) {
      if (value === '') continue
      const secret = isShown ? '<' + dataset.scheme + '>' : value
      if (dataset.credential === 'bearer') headers.push(['Authorization', 'Bearer ' + secret])
      else if (dataset.credential === 'basic') headers.push(['Authorization', 'Basic ' + (isShown ? secret : btoa(String.fromCharCode(...new TextEncoder().encode(value))))])
      else if (dataset.credential === 'query') query.push([dataset.name, secret])
      else headers.push([dataset.name, secret])
    }
    const content = body !== null && body.value !== '' ? body.value : undefined
    if (content !== undefined) headers.push(['Content-Type', bodyType.value])
    const text = query.map(([name, value]) => encoded(name) + '=' + encoded(value)).join('&')
    return { method: form.dataset.method, url: base + path + (text === '' ? '' : '?' + text), headers, content }
  }

  const isJson = (text) => {
    try { return bodyType.value.endsWith('json') && typeof JSON.parse(text) === 'object' }
    catch { return false }
  }
  const shell = (text) => "'" + text.replaceAll("'", "'\\''") + "'"
  const code = {
    curl: ({ method, url, headers, content }) => [
      'curl -i' + (method === 'GET' ? '' : method === 'HEAD' ? ' -I' : ' -X ' + method) + (/[[\]{}]/.test(url) ? ' -g' : ''),
      ...headers.map(([name, value]) => '-H ' + shell(name + ': ' + value)),
      ...(content === undefined ? [] : ['--data-raw ' + shell(content)]),
      shell(url),
    ].join(' \\\n  '),
    JavaScript: ({ method, url, headers, content }) => [
      'const response = await fetch(' + JSON.stringify(url) + ', {',
      '  method: ' + JSON.stringify(method) + ',',
      '  headers: ' + JSON.stringify(Object.fromEntries(headers), null, 2).replaceAll('\n', '\n  ') + ',',
      ...(content === undefined ? [] : ['  body: ' + (isJson(content) ? 'JSON.stringify(' + jsonLayout(content).replaceAll('\n', '\n  ') + ')' : JSON.stringify(content)) + ',']),
      '})',
      'console.log(response.status, await response.text())',
    ].join('\n'),
    Python: ({ method, url, headers, content }) => [
      'import requests',
      '',
      'response = requests.request(',
      '    ' + JSON.stringify(method) + ',',
      '    ' + JSON.stringify(url) + ',',
      '    headers=' + JSON.stringify(Object.fromEntries(headers), null, 4).replaceAll('\n', '\n    ') + ',',
      ...(content === undefined ? [] : ['    data=' + JSON.stringify(content) + '.encode(),']),
      ')',
      'print(response.status_code, response.text)',
    ].join('\n'),
  }
  const write = () => {
    const request = requestOf(true)
    for (const place of document.querySelectorAll('[data-code]')) place.textContent = code[place.dataset.code](request)
  }
  form.addEventListener('input', write)
  form.addEventListener('change', write)
  write()

  // The answer
  const send = byId('send')
  const status = byId('answer-status')
  const most = 262144
  let stop
  send.disabled = false
  send.addEventListener('click', (event) => {
    if (stop === undefined) return
    event.preventDefault()
    stop.abort()
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const { method, url, headers, content } = requestOf(false)
    const started = performance.now()
    const end = new AbortController()
    stop = end
    send.textContent = 'Stop'
    byId('answer').hidden = false
    byId('answer-content').textContent = byId('answer-fields').textContent = ''
    status.textContent = 'Waiting for the answer…'
    try {
      const response = await fetch(url, { method, headers, body: content, signal: end.signal, cache: 'no-store' })
      status.textContent = response.status + ' ' + response.statusText
      byId('answer-fields').textContent = [...response.headers].map(([name, value]) => name + ': ' + value).join('\n')
      await show(response)
      status.textContent += ' · ' + Math.round(performance.now() - started) + ' ms'
    } catch (error) {
      status.textContent += end.signal.aborted ? ' · stopped' : ' · no answer: ' + error.message
    }
    stop = undefined
    send.textContent = 'Send'
  })

  /** Shows the content as it comes. A stream may never end, so only its beginning is read. */
  async function show(response) {
    const place = byId('answer-content')
    const type = response.headers.get('content-type') ?? ''
    if (response.body === null) return
    const decoder = new TextDecoder('utf-8', { fatal: true })
    const reader = response.body.getReader()
    let text = ''
    let size = 0
    while (size <= most) {
      const { done, value } = await reader.read()
      if (done) break
      size += value.length
      try { text += decoder.decode(value, { stream: true }) }
      catch {
        place.textContent = 'Octets of ' + type
        return void reader.cancel()
      }
      if (/event-stream|ndjson/.test(type)) place.textContent = text
    }
    if (size > most) {
      void reader.cancel()
      place.textContent = text + '\n… only the beginning is shown'
    } else place.textContent = layout(text, type)
  }

  const copy = byId('copy')
  copy.disabled = false
  copy.addEventListener('click', async () => {
    const shown = [...document.querySelectorAll('[data-code]')].find((place) => !place.closest('[hidden]'))
    await navigator.clipboard.writeText(shown.textContent)
    copy.textContent = 'Copied'
    setTimeout(() => { copy.textContent = 'Copy' }, 2000)
  })
}
`
