import { writeFileSync } from 'node:fs'

// Sends the same requests to every peer and writes what came back to observed.json. Options of the command name the peers.

const all = ['endware', 'express-zod-api', 'fastify', 'hono', 'orpc', 'tsoa', 'nest']
const named = process.argv.slice(2)
const peers = named.length === 0 ? all : named
/** @type {Record<string, unknown>} */
const observed = {}
for (const peer of peers) {
  const { listen } = await import(`./peers/${peer}.mjs`)
  observed[peer] = await observe(await listen())
}
const text = `${JSON.stringify(observed, undefined, 2)}\n`
if (named.length === 0) writeFileSync(new URL('observed.json', import.meta.url), text)
process.stdout.write(text)
process.exit()

async function observe(/** @type {string} */ url) {
  const ask = (/** @type {string} */ path, /** @type {RequestInit} */ init = {}) => fetch(url + path, init)
  const posting = (/** @type {string} */ body) =>
    ask('/accounts', { method: 'POST', headers: { 'Content-Type': 'application/json' }, body })
  const form = new FormData()
  form.append('title', 'Sunset')
  form.append('photo', new File(['four'], 'sunset.png', { type: 'image/png' }))
  return {
    account: await content(await ask('/accounts/1')),
    failures: {
      own: await shape(await ask('/accounts/9')),
      unknownPath: await shape(await ask('/nothing')),
      unknownMethod: await shape(await ask('/accounts/1', { method: 'DELETE' })),
      malformed: await shape(await posting('{"name"')),
      invalid: await shape(await posting('{}')),
      foreign: await shape(await ask('/refused')),
    },
    acceptXml: await content(await ask('/accounts/1', { headers: { Accept: 'application/xml' } })),
    acceptPicture: (await ask('/accounts/1', { headers: { Accept: 'image/png' } })).status,
    upload: await content(await ask('/photos', { method: 'POST', body: form })),
    range: await content(await ask('/notes', { headers: { Range: 'bytes=2-4' } })),
    document: /** @type {{ openapi: string }} */ (await (await ask('/openapi.json')).json()).openapi,
  }
}

async function content(/** @type {Response} */ response) {
  return `${response.status} ${mediaType(response)} ${(await response.text()).slice(0, 200)}`
}

/** Returns the status, the media type and the names of the members: what a client must know to read the failure. */
async function shape(/** @type {Response} */ response) {
  const text = await response.text()
  const allow = response.headers.has('Allow') ? ', Allow' : ''
  const members = mediaType(response).endsWith('json') ? ` ${namesIn(JSON.parse(text)).join(' ')}` : ''
  return `${response.status}${allow} ${mediaType(response)}${members}`
}

/** @returns {string[]} */
function namesIn(/** @type {object} */ value, prefix = '') {
  return Object.entries(value).flatMap(([name, member]) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? namesIn(member, `${prefix}${name}.`)
      : [prefix + name],
  )
}

function mediaType(/** @type {Response} */ response) {
  return response.headers.get('Content-Type')?.split(';')[0] ?? 'no content'
}
