import type { Member } from '../../schema/layout.js'
import type { Shape } from '../../schema/shape.js'
import { isBigint } from '../../text/text-value.js'
import { fewestExtras } from '../document/fit.js'
import { needsContent } from '../document/lexical-value.js'
import { isWhiteSpace } from '../document/white-space.js'
import { expected, isData, isLeaf, type XmlElement } from './element.js'
import type { MemberGroup } from './member-groups.js'
import { type Reading, scalar, textReading } from './reading.js'

/** The reading of an element that holds text alone. @throws SyntaxError where it is empty and a number, a boolean or a date is due */
export function contentReading(element: XmlElement, shape: Shape): Reading {
  return checked(element.text, shape, `<${element.local}>`, element)
}

/** The reading of a member that is an attribute or the text of `holder`. @throws SyntaxError as {@link contentReading} does */
export function memberTextReading(text: string, { shape, name, attribute }: Member, holder: XmlElement): Reading {
  const where = attribute ? `the attribute ${name.qualified} of <${holder.local}>` : `<${holder.local}>`
  return checked(text, shape, where, holder)
}

/** Reports whether the one element or attribute of a number, a boolean or a date is empty, as one that is absent is often sent. */
export function isWithoutContent({ member, text, elements, marked }: MemberGroup): boolean {
  if (marked || !needsContent(member.shape)) return false
  if (text !== undefined) return isWhiteSpace(text)
  const [only] = elements
  if (only === undefined || elements.length > 1 || only.nil || only.type === 'string') return false
  return isLeaf(only) && isWhiteSpace(only.text)
}

/** The reading of an element by its `xsi:type`, which is obeyed whatever the shape is. @throws SyntaxError as {@link contentReading} does */
export function typedReading(element: XmlElement, type: NonNullable<XmlElement['type']>, shape: Shape): Reading {
  const { text } = element
  const stated = type === 'number' ? NUMBER : type === 'boolean' ? BOOLEAN : undefined
  if (stated === undefined) return scalar(text, Number.isFinite(fewestExtras(text, shape)))
  const { value } = checked(text, stated, `<${element.local}>`, element)
  return scalar(value, Number.isFinite(fewestExtras(value, shape)))
}

/** The reading of text where elements are due, which is for validation to report. @throws SyntaxError where there are attributes, too */
export function textWhereNoneIsDue(element: XmlElement): Reading {
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
