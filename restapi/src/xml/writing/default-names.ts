import type { ContentKind } from '../../formats/codec.js'
import { type XmlName, xmlName } from '../../schema/layout.js'

/** Returns the name of the root element where no schema names it. */
export function defaultRootName(kind: ContentKind, data: unknown): string {
  return kind !== 'value' ? kind : Array.isArray(data) ? 'items' : 'response'
}

/** Returns the name of the items of an array where no schema names them: `i` in a problem (RFC 9457 appendix B), else `item`. */
export function defaultItemName(kind: ContentKind): XmlName {
  return kind === 'problem' ? PROBLEM_ITEM : ITEM
}

const ITEM = xmlName({}, 'item')
const PROBLEM_ITEM = xmlName({}, 'i')
