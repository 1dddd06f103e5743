import { csv, html, json, type LinkableMember, ndjson, xml } from '@endware/restapi'

/** Pages for people who open a resource in a browser. */
export const page = html({ service: 'Endware shop', link })

/** The codecs of every resource. */
export const formats = [json(), xml(), page]

const forWholeLists = [ndjson(), csv({ guardFormulas: true })]

/** The codecs of lists: also NDJSON and CSV, which are written item by item, so that the length of a list is not limited. */
export const listFormats = [json(), xml(), ...forWholeLists, page]

/** Reports whether the length of a list in this format is not limited. */
export function isForWholeLists(mediaType: string): boolean {
  return forWholeLists.some(({ mediaTypes }) => mediaTypes.includes(mediaType))
}

/** Where members lead on pages for people: from the list of products to each of them, and from the root to what it names. */
function link({ name, value, path }: LinkableMember): string | undefined {
  if (name === 'id' && path === '/v1/products') return `${path}/${encodeURIComponent(value)}`
  return path === '/' && value.startsWith('/') ? value : undefined
}
