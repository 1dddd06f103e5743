import type { Codec, EncodeContext } from '../formats/codec.js'
import type { PageContext } from '../formats/page.js'
import { pathOf } from '../http/exchange.js'
import { checkOptions } from '../values/check-options.js'
import { outlineOf } from './outline.js'
import { page } from './page.js'
import type { Linker } from './scalar.js'
import { stylesheetSource } from './stylesheet.js'
import { pathTarget, referenceTarget, webTarget } from './target.js'

/** What `html()` may be told. */
export interface HtmlOptions {
  /** The name of the service: it heads every page, and leads to `/`. @default none */
  readonly service?: string
  /**
   * Where a member of a value leads that is no URL itself: `({ name, value, path }) => name === 'id' ? `${path}/${value}` : undefined`.
   * Members that hold a web URL are links anyway; so are those that hold a path and are called `href`, `url`, `uri`, `self` or
   * `location`, or are URI references by their schema.
   */
  readonly link?: (member: LinkableMember) => string | undefined
}

/** A member of a value that may lead somewhere. */
export interface LinkableMember {
  /** Its name; for an item, that of its list. */
  readonly name: string
  readonly value: string
  /** The path of the request. */
  readonly path: string
}

/**
 * Answers as pages for people, `text/html`: read-only, without a script, with links to follow and the way to every other format.
 * They turn up for clients alone that ask for HTML by its name.
 *
 * @throws TypeError for a wrong option
 */
export function html(options: HtmlOptions = {}): Codec {
  checkOptions('html()', options, ['service', 'link'])
  const { service, link } = options
  if (service !== undefined && typeof service !== 'string')
    throw new TypeError('html: service is the name of the service')
  if (link !== undefined && typeof link !== 'function') throw new TypeError('html: link is a function')
  return {
    name: 'html',
    mediaTypes: ['text/html'],
    forPeople: true,
    fields: {
      'Content-Security-Policy': `default-src 'none'; style-src ${stylesheetSource()}; img-src 'none'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'`,
      'Referrer-Policy': 'no-referrer',
    },
    encode(value, { kind, shape, page: context = unknownPage }) {
      const outline = outlineOf(value, shape)
      return page({ outline, kind, context, service, linkTo: linkerOf(kind, context, link) }).toString()
    },
  }
}

/** Names of members that hold URLs. */
const urlName = /^(?:href|url|uri|self|location)$/i
/** Members of problems that are URI references (RFC 9457 §3.1). */
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

/** What is known where a codec is called by something other than an end-ware. */
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
}
