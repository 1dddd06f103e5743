import { csv, html, json, type LinkableMember, ndjson, xml } from '@endware/restapi'

/** Pages for people who open a resource in a browser. */
export const page = html({ service: 'Endware shop', link })

/** What every resource speaks. */
export const formats = [json(), xml(), page]

const forWholeLists = [ndjson(), csv({ guardFormulas: true })]

/** What lists speak: NDJSON and CSV besides, which are written one item after the other, so that a list may be as long as it likes. */
export const listFormats = [json(), xml(), ...forWholeLists, page]

/** Whether a list in this format may be as long as it likes. */
export function isForWholeLists(mediaType: string): boolean {
  return forWholeLists.some(({ mediaTypes }) => mediaTypes.includes(mediaType))
}

/** Where members lead on pages for people: from the list of products to each of them, and from the root to what it names. */
function link({ name, value, path }: LinkableMember): string | undefined {
  if (name === 'id' && path === '/v1/products') return `${path}/${encodeURIComponent(value)}`
  return path === '/' && value.startsWith('/') ? value : undefined
}
