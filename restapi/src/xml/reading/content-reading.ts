import type { Member } from '../../schema/layout.js'
import type { Shape } from '../../schema/shape.js'
import { isBigint } from '../../text/text-value.js'
import { fewestExtras } from '../document/fit.js'
import { needsContent } from '../document/lexical-value.js'
import { isWhiteSpace } from '../document/white-space.js'
import { expected, isData, isLeaf, type XmlElement } from './element.js'
import type { MemberGroup } from './member-groups.js'
import { type Reading, scalar, textReading } from './reading.js'

/** Reads an element that has only text. @throws SyntaxError if it is empty and the shape needs a number, boolean, date or time */
export function contentReading(element: XmlElement, shape: Shape): Reading {
  return checked(element.text, shape, `<${element.local}>`, element)
}

/** Reads a member that is an attribute or the text of `holder`. @throws SyntaxError as {@link contentReading} does */
export function memberTextReading(text: string, { shape, name, attribute }: Member, holder: XmlElement): Reading {
  const where = attribute ? `the attribute ${name.qualified} of <${holder.local}>` : `<${holder.local}>`
  return checked(text, shape, where, holder)
}

/** Reports whether the only element or attribute of a number, boolean, date or time is empty. Many senders write an absent value like this. */
export function isWithoutContent({ member, text, elements, marked }: MemberGroup): boolean {
  if (marked || !needsContent(member.shape)) return false
  if (text !== undefined) return isWhiteSpace(text)
  const [only] = elements
  if (only === undefined || elements.length > 1 || only.nil || only.type === 'string') return false
  return isLeaf(only) && isWhiteSpace(only.text)
}

/** Reads an element by its `xsi:type`, which takes precedence over the shape. @throws SyntaxError as {@link contentReading} does */
export function typedReading(element: XmlElement, type: NonNullable<XmlElement['type']>, shape: Shape): Reading {
  const { text } = element
  const stated = type === 'number' ? NUMBER : type === 'boolean' ? BOOLEAN : undefined
  if (stated === undefined) return scalar(text, Number.isFinite(fewestExtras(text, shape)))
  const { value } = checked(text, stated, `<${element.local}>`, element)
  return scalar(value, Number.isFinite(fewestExtras(value, shape)))
}

/** Reads text where the shape has child elements; validation reports it. @throws SyntaxError if there are attributes as well */
export function misplacedTextReading(element: XmlElement): Reading {
  if (!element.attributes.some(isData)) return scalar(element.text, false)
  throw expected(
    `text or attributes in <${element.local}>, not both: no text is described beside its attributes`,
    element,
  )
}

const PLAIN = { nullable: false, xml: {} }
const NUMBER: Shape = { ...PLAIN, kind: 'number', integer: false }
const BOOLEAN: Shape = { ...PLAIN, kind: 'boolean' }

function checked(text: string, shape: Shape, where: string, place: XmlElement): Reading {
  const reading = textReading(text, shape)
  if (reading.fits || !isWhiteSpace(text) || !needsContent(shape)) return reading
  throw expected(`${nounFor(shape)} in ${where}, which is empty`, place)
}

function nounFor(shape: Shape): string {
  switch (shape.kind) {
    case 'number':
      return 'a number'
    case 'boolean':
      return 'true or false'
    case 'string':
      return isBigint(shape) ? 'an integer' : 'a date or time'
    default:
      return 'a value'
  }
}
