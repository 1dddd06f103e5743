import { csv, html, json, type LinkableMember, ndjson, xml } from '@endware/restapi'

/** The codec of pages for people who open a resource in a browser. */
export const page = html({
  service: 'Endware shop',
  navigation: [
    { title: 'Products', path: '/v1/products' },
    { title: 'Problems', path: '/problems' },
    { title: 'Operations', path: '/docs/' },
  ],
  link,
})

/** The codecs of every resource. */
export const formats = [json(), xml(), page]

const lines = ndjson()
const table = csv({ guardFormulas: true })
const forWholeLists = [lines, table]

/** The codecs of whole lists in a file, which are written item by item; a page has the first of them. */
export const exportFormats = [...forWholeLists, json(), xml(), page]

/** The codecs of lists. NDJSON and CSV are written item by item, so they do not limit the length of a list. */
export const listFormats = [json(), xml(), ...forWholeLists, page]

/** The codecs of the files that an import reads, as an export writes them. */
export const fileFormats = { ndjson: lines, csv: table }

/** Reports whether a list in this format has no limit of length. */
export function isForWholeLists(mediaType: string): boolean {
  return forWholeLists.some(({ mediaTypes }) => mediaTypes.includes(mediaType))
}

/** Returns the target of the link on a member of a page: a list leads to each of its items, and the root to the paths that it names. */
function link({ name, value, path }: LinkableMember): string | undefined {
  if (name === 'id' && (path === '/v1/products' || path === '/v1/orders')) return `${path}/${encodeURIComponent(value)}`
  return path === '/' && value.startsWith('/') ? value : undefined
}
