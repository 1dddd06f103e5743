import type { FaultKind } from '@endware/restapi/testing'
import type { Spoil, Spoilable } from './corrupting.js'

const on = (path: string, spoil: Spoil) => (answer: Spoilable) => {
  if (answer.path === path) spoil(answer)
}
const inXml = (answer: Spoilable) => answer.headers.get('content-type')?.includes('xml') === true
const replacing = (type: string, from: string | RegExp, to: string) => (answer: Spoilable) => {
  if (answer.headers.get('content-type')?.includes(type)) answer.content = answer.content.replace(from, to)
}

const onHead = (spoil: Spoil) => (answer: Spoilable) => {
  if (answer.method === 'HEAD') spoil(answer)
}
const onOptions = (spoil: Spoil) => (answer: Spoilable) => {
  if (answer.method === 'OPTIONS') spoil(answer)
}
const brokenIn =
  (type: string, at = /(?<=^.{3})/s) =>
  (answer: Spoilable) => {
    if (answer.headers.get('content-type')?.includes(type)) answer.brokenAt = answer.content.search(at)
  }
const extendAllow = ({ headers, status }: Spoilable, methods: string) => {
  if (status === 405) headers.set('allow', methods)
}

/** Changes to answers of the things, each with the kind of fault that it makes. */
export const corruptions: readonly [what: string, kind: FaultKind, spoil: Spoil][] = [
  ['another documented status', 'status', on('/things/a', (answer) => Object.assign(answer, { status: 404 }))],
  [
    'an undocumented status',
    'undocumented-status',
    on('/things/a', (answer) => Object.assign(answer, { status: 418 })),
  ],
  ['a missing header field', 'header', (answer) => answer.headers.delete('vary')],
  ['a header field of another form', 'header', on('/things/a', (answer) => answer.headers.set('etag', 'seven'))],
  ['an undocumented header field', 'header', on('/things', (answer) => answer.headers.set('etag', '"7"'))],
  ['an undocumented header field of its own', 'header', on('/things', (answer) => answer.headers.set('x-own', '1'))],
  ['a missing member', 'body', on('/things/a', replacing('json', /"name":"[^"]*",/, ''))],
  ['an undocumented member', 'body', on('/things/a', replacing('json', '"name"', '"more":1,"name"'))],
  ['a list without items', 'body', on('/things', replacing('json', /^\[.*\]$/s, '[]'))],
  ['a root without items', 'xml', on('/things', replacing('xml', /(<things>).*(?=<\/things>)/s, '$1'))],
  ['a member of another type', 'body', on('/things/a', replacing('json', '1.5', '"1.5"'))],
  ['malformed JSON', 'body', on('/things/a', replacing('json', '}', ''))],
  ['an undocumented member of a failure', 'body', replacing('json', '"error"', '"stack":"","error"')],
  ['an element of another name', 'xml', on('/things/a', replacing('xml', /(<\/?)name>/g, '$1nome>'))],
  ['an element of another type', 'xml', on('/things/a', replacing('xml', '1.5', 'tall'))],
  ['a root of another name', 'xml', on('/things', replacing('xml', /(<\/?)things>/g, '$1items>'))],
  ['another namespace', 'xml', on('/things/a', replacing('xml', 'example.com/things', 'example.com/others'))],
  ['an attribute as an element', 'xml', on('/things/a', replacing('xml', / id="a">/, '><id>a</id>'))],
  ['an attribute of another name', 'xml', on('/things/a', replacing('xml', ' id="a"', ' nr="a"'))],
  [
    'an element as an attribute',
    'xml',
    on('/things/a', replacing('xml', /( id="a")>(<name>Lantern<\/name>)/, '$1 name="Lantern">')),
  ],
  ['a list without its wrapper', 'xml', on('/things/a', replacing('xml', /<\/?tags>/g, ''))],
  [
    'items apart from each other',
    'xml',
    on('/things/a', replacing('xml', /(<parts>wick<\/parts>)(<parts>glass<\/parts>)/, '$1<x/>$2')),
  ],
  [
    'items in another order than their siblings',
    'xml',
    on('/things/a', replacing('xml', /^(.*)(<name>Lantern<\/name>)(.*<parts>wick<\/parts>)/, '$1$3$2')),
  ],
  ['XML that is not well-formed', 'xml', on('/things/a', replacing('xml', '</name>', ''))],
  ['a problem in another namespace', 'xml', replacing('xml', 'urn:ietf:rfc:7807', 'urn:other')],
  ['items of a problem of another name', 'xml', replacing('xml', /<i>Bob<\/i>/, '<item>Bob</item>')],
  [
    'an undocumented media type',
    'media-type',
    on('/things/a', (answer) => answer.headers.set('content-type', 'text/plain')),
  ],
  ['another charset', 'media-type', (answer) => answer.headers.set('content-type', 'application/json; charset=latin1')],
  ['a Vary that does not name Accept', 'header', (answer) => answer.headers.set('vary', 'Accept-Encoding')],
  [
    'another documented media type',
    'media-type',
    (answer) => {
      if (inXml(answer)) answer.headers.set('content-type', 'application/json')
    },
  ],
  [
    'content where there is none',
    'body',
    (answer) => {
      if (answer.status === 204) answer.headers.set('content-type', 'text/plain')
    },
  ],
  [
    'an alias instead of the requested media type',
    'media-type',
    (answer) => {
      if (answer.headers.get('content-type')?.startsWith('application/json'))
        answer.headers.set('content-type', 'text/json')
    },
  ],
  [
    'another media type instead of the requested alias',
    'media-type',
    (answer) => {
      if (answer.headers.get('content-type')?.startsWith('text/xml'))
        answer.headers.set('content-type', 'application/xml')
    },
  ],
  [
    'a refused body in one of its media types',
    'status',
    (answer) => {
      if (answer.status === 201 && answer.sent === 'application/xml') answer.status = 415
    },
  ],
  [
    'an accepted malformed body',
    'status',
    (answer) => {
      if (answer.status === 400 && answer.sent === 'text/json') answer.status = 201
    },
  ],
  [
    'an accepted body that is too large',
    'status',
    (answer) => {
      if (answer.status === 413 && answer.sent === 'application/xml') answer.status = 201
    },
  ],
  ['an undocumented method in Allow', 'header', (answer) => extendAllow(answer, 'GET, HEAD, OPTIONS, PURGE, POST')],
  ['a documented method that Allow lacks', 'header', (answer) => extendAllow(answer, 'HEAD, OPTIONS')],
  ['a different status for HEAD', 'head', onHead((answer) => Object.assign(answer, { status: 404 }))],
  ['a different entity tag for HEAD', 'head', onHead((answer) => answer.headers.set('etag', '"8;json"'))],
  ['a header field that HEAD lacks', 'head', onHead((answer) => answer.headers.delete('deprecation'))],
  ['a header field that only HEAD has', 'head', onHead((answer) => answer.headers.set('link', '</>; rel="up"'))],
  [
    'an OPTIONS that fails although Allow lists it',
    'options',
    onOptions((answer) => Object.assign(answer, { status: 405 })),
  ],
  [
    'different methods for OPTIONS',
    'options',
    onOptions((answer) => answer.headers.set('allow', 'GET, HEAD, OPTIONS')),
  ],
  ['OPTIONS without Allow', 'options', onOptions((answer) => answer.headers.delete('allow'))],
  ['JSON that is broken off', 'stream', brokenIn('json')],
  ['NDJSON that is broken off between items', 'stream', brokenIn('ndjson', /(?<=\n)/)],
  ['CSV that is broken off between records', 'stream', brokenIn('csv', /(?<=[^\n]\n)/)],
  ['events that are broken off', 'stream', brokenIn('event-stream', /(?<=\n\n)/)],
  ['NDJSON without items', 'stream', replacing('ndjson', /^.*$/s, '')],
  ['CSV without records', 'stream', replacing('csv', /\r\n.*$/s, '\r\n')],
  ['an event stream without events', 'stream', replacing('event-stream', /^.*$/s, ': nothing\n\n')],
  ['a last event that is cut off', 'stream', replacing('event-stream', /\n\n$/, '\n')],
  ['a wrong item of NDJSON', 'stream', replacing('ndjson', /"name":"Lantern"(?=[^\n]*\n$)/, '"name":7')],
  ['a last line of NDJSON that is cut off', 'stream', replacing('ndjson', /\n$/, '')],
  ['a column of CSV of another name', 'stream', replacing('csv', 'name', 'nome')],
  ['a wrong cell of CSV', 'stream', replacing('csv', ',1.5,', ',tall,')],
  ['a record of CSV that is too short', 'stream', replacing('csv', /,[^,\r]*\r\n$/, '\r\n')],
  ['a wrong event', 'stream', replacing('event-stream', '"name":"Lantern"', '"name":null')],
  ['an event with a field of another name', 'stream', replacing('event-stream', 'data:', 'datum:')],
]

/** Reports whether a corruption shows in successes, so that failures need no request. */
export function isOfSuccess(what: string, kind: FaultKind): boolean {
  return (
    kind === 'stream' ||
    kind === 'head' ||
    (/^(?:body|xml)$/.test(kind) && !/failure|problem|where there is none/.test(what))
  )
}

/** Returns the operation whose answers show a corruption. */
export function operationFor(what: string, kind: FaultKind): string {
  if (kind === 'stream' || /root|undocumented header|without items/.test(what)) return 'list'
  if (/problem|body/.test(what)) return 'add'
  return /where there is none/.test(what) ? 'remove' : 'read'
}
