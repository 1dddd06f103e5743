// Makes requests by changes of others. The seed decides the changes, so a fault can be found again.

/** Returns a generator of numbers from 0 up to 1. Equal seeds give equal numbers (mulberry32). */
export function randomFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const tokens = [
  '\r\n',
  '\n',
  '\0',
  '\xff',
  '%',
  '%00',
  '%ff',
  '"',
  '\\',
  ';',
  ',',
  '*',
  '/',
  ':',
  '=',
  ' ',
  '\t',
  'q=',
  'q=0',
  '__proto__',
  'constructor',
]
  .concat([
    '<',
    '</',
    '<!DOCTYPE a>',
    '<![CDATA[',
    ']]>',
    '&#0;',
    '&a;',
    '<?x?>',
    '{',
    '}',
    '[',
    ']',
    'null',
    '1e999',
    '\\ud800',
    '\xc3',
    '\xed\xa0\x80',
  ])
  .concat([
    'W/"',
    'gzip',
    'chunked',
    'Transfer-Encoding: chunked\r\n',
    'Content-Length: 5\r\n',
    'Expect: 100-continue\r\n',
    '0\r\n\r\n',
  ])
  .map((token) => Buffer.from(token, 'latin1'))

/** Returns `octets` after one to three changes. Inserted parts come from `others`. */
export function mutated(octets, others, random) {
  const below = (limit) => Math.floor(random() * limit)
  let result = octets
  for (let changes = 1 + below(3); changes > 0; changes--) {
    const at = below(result.length + 1)
    const to = Math.min(result.length, at + 1 + below(random() < 0.8 ? 8 : 200))
    const [before, part, after] = [result.subarray(0, at), result.subarray(at, to), result.subarray(to)]
    const other = others[below(others.length)]
    const from = below(other.length)
    const replacements = [
      () => part.map((octet, index) => (index === 0 ? octet ^ (1 << below(8)) : octet)),
      () => part.map((octet, index) => (index === 0 ? below(256) : octet)),
      () => Buffer.concat([tokens[below(tokens.length)], part]),
      () => Buffer.concat([part, part]),
      () => Buffer.alloc(0),
      () => Buffer.concat([other.subarray(from, from + below(60)), part]),
    ]
    result = Buffer.concat([before, replacements[below(replacements.length)](), after])
  }
  return result
}

/** Returns a request with a changed body and the right length, with changed fields, or with changes anywhere. */
export function mutatedRequest(request, others, random) {
  const end = request.indexOf('\r\n\r\n')
  const kind = random()
  if (end === -1 || kind < 0.2) return mutated(request, others, random)
  const [head, body] = [request.subarray(0, end), request.subarray(end + 4)]
  const gap = Buffer.from('\r\n\r\n')
  if (kind < 0.5 || body.length === 0) {
    const start = head.indexOf('\r\n') + 2
    const line =
      random() < 0.5
        ? head.subarray(0, start)
        : Buffer.concat([mutated(head.subarray(0, start - 2), others, random), head.subarray(start - 2, start)])
    return Buffer.concat([line, mutated(head.subarray(start), others, random), gap, body])
  }
  const changed = mutated(body, others, random)
  const fields = Buffer.from(
    head.toString('latin1').replace(/^Content-Length: \d+/m, `Content-Length: ${changed.length}`),
    'latin1',
  )
  return Buffer.concat([fields, gap, changed])
}

/** Returns the octets in one to four parts, as a network may deliver them. */
export function split(octets, random) {
  const cuts = Array.from({ length: Math.floor(random() * 4) }, () => Math.floor(random() * octets.length)).sort(
    (left, right) => left - right,
  )
  return [0, ...cuts].map((cut, index) => octets.subarray(cut, cuts[index] ?? octets.length))
}
