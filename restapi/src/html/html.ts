import type { Codec, EncodeContext } from '../formats/codec.js'
import type { PageContext } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import { checkOptions } from '../values/check-options.js'
import { checkNavigation, type NavigationLink } from './navigation.js'
import { isOpenApiDocument } from './openapi-content.js'
import { outlineOf } from './outline.js'
import { page } from './page.js'
import type { Linker } from './scalar.js'
import { stylesheetSource } from './stylesheet.js'
import { pathTarget, referenceTarget, webTarget } from './target.js'

/**
 * Options of {@link html}.
 *
 * @example
 * const options: HtmlOptions = { service: 'Shop', navigation: [{ title: 'Products', path: '/products' }] }
 * const browsable = endware({ codecs: [json(), html(options)] })
 */
export interface HtmlOptions {
  /** Name of the service. It is a link to `/` at the top of every page. @default none */
  readonly service?: string
  /** Links in the head of every page: `[{ title: 'Products', path: '/products' }]`. @default none */
  readonly navigation?: readonly NavigationLink[]
  /**
   * Returns the link target of a member that is not a URL itself: `({ name, value, path }) => name === 'id' ? `${path}/${value}` : undefined`.
   * Members with a web URL are always links. Members with a path are links if their name is `href`, `url`, `uri`, `self` or `location`, or if
   * their schema has the format `uri-reference`.
   */
  readonly link?: (member: LinkableMember) => string | undefined
}

/**
 * A member of a value, for the `link` option.
 *
 * @example
 * const link = ({ name, value }: LinkableMember) => (name === 'productId' ? `/products/${value}` : undefined)
 * const browsable = endware({ codecs: [json(), html({ link })] })
 */
export interface LinkableMember {
  /** Name of the member; for an item of a list, the name of the list. */
  readonly name: string
  readonly value: string
  /** Path of the request. */
  readonly path: string
}

/**
 * Returns the codec of pages for people, `text/html`. A page is read-only, has no script, and has links to related resources and to every other
 * format. Only a client whose `Accept` names HTML gets a page.
 *
 * @throws TypeError for a wrong option
 * @example
 * const api = endware({ codecs: [json(), xml(), html()] })
 */
export function html(options: HtmlOptions = {}): Codec {
  checkOptions('html()', options, ['service', 'navigation', 'link'])
  const { service, navigation = [], link } = options
  checkNavigation(navigation)
  if (service !== undefined && typeof service !== 'string')
    throw new TypeError(`html: service must be a string, the name of the service; got ${typeof service}`)
  if (link !== undefined && typeof link !== 'function')
    throw new TypeError(`html: link must be a function; got ${typeof link}`)
  return {
    name: 'html',
    mediaTypes: ['text/html'],
    forPeople: true,
    fields: {
      'Content-Security-Policy': `default-src 'none'; style-src ${stylesheetSource()}; img-src 'none'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
    },
    encode(value, { kind, shape, page: context = unknownPage }) {
      const document = kind === 'value' && isOpenApiDocument(value) ? value : undefined
      // The title of a document is in its `info`
      const outline =
        document === undefined ? outlineOf(value, shape) : outlineOf(Reflect.get(document, 'info'), undefined)
      const linkTo = linkerOf(kind, context, link)
      return page({ outline, document, kind, context, service, navigation, linkTo }).toString()
    },
  }
}

/** Names of members whose paths become links. */
const urlName = /^(?:href|url|uri|self|location)$/i
/** Members of problems that are URI references. @see RFC 9457 §3.1 */
const problemReference = /^(?:type|instance)$/

function linkerOf(kind: EncodeContext['kind'], { url }: PageContext, link: HtmlOptions['link']): Linker {
  const path = pathOf({ url })
  return (name, outline) => {
    if (outline.kind === 'null' || outline.kind === 'boolean') return undefined
    const { text } = outline
    const own = kind === 'value' ? link?.({ name, value: text, path }) : undefined
    if (own !== undefined) return referenceTarget(own)
    if (outline.kind !== 'text' || outline.length > text.length) return undefined
    const isReference =
      outline.format === 'uri-reference' || urlName.test(name) || (kind === 'problem' && problemReference.test(name))
    return webTarget(text) ?? (isReference ? pathTarget(text) : undefined)
  }
}

/** Context of a page if the caller of the codec gives none. */
const unknownPage: PageContext = {
  method: 'GET',
  url: '',
  origin: undefined,
  requestId: undefined,
  status: 200,
  fields: [],
  more: false,
  formats: [],
  formatParameter: undefined,
  about: { summary: undefined, description: undefined, deprecated: false },
  methods: [],
  entityTag: undefined,
  query: undefined,
}
