import { itemName, type XmlName, xmlName } from '../../schema/layout.js'
import { JSON_NAMESPACE, XS_NAMESPACE, XSI_NAMESPACE } from '../../schema/namespaces.js'
import type { ArrayShape, Shape } from '../../schema/shape.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'
import { inheritsMembers } from '../../values/value-kinds.js'
import { DECLARATION } from '../document/escape-text.js'
import { elementWriter } from './compiled-element.js'
import { type ElementWriter, NotAsDescribed, notDescribed, Usage } from './compiled-part.js'
import { defaultRootName } from './default-names.js'

/** Writes a value, or gives `undefined` for one that is not just what its shape says; the other writer then reads it anew, getters and all. */
export type CompiledWriter = (value: unknown) => string | undefined

/** So many values more in vain than not, and few are tried. */
const mostInVain = 100

/** Then one in so many, so that values that fit are soon written fast again, whoever sent what did not. */
const fewTries = 20

/**
 * The writer of documents for one shape: what `encodeXml` writes, to the letter, in a fraction of its time. It knows plain objects and arrays
 * with the properties that the shape declares; whatever else comes, and shapes with namespaces, it leaves to the other.
 */
export const compiledWriter = memoizedByObject((shape: Shape): CompiledWriter => {
  const isArray = shape.kind === 'array'
  const element = compile(xmlName(shape.xml, defaultRootName('value', isArray ? [] : undefined)), shape)
  return (value) => {
    const written = Array.isArray(value) === isArray ? element(value) : undefined
    return written === undefined ? undefined : DECLARATION + written
  }
})

/** The writer of the items of a root that is written item by item, as {@link compiledWriter}. */
export const compiledItemWriter = memoizedByObject(
  (shape: ArrayShape): CompiledWriter =>
    shape.prefixItems.length > 0 ? () => undefined : compile(itemName(shape, 'item'), shape.items.shape),
)

/** Writes an element that declares by itself what it needs. */
function compile(name: XmlName, shape: Shape): CompiledWriter {
  const usage = new Usage()
  const start = `<${name.qualified}`
  let write: ElementWriter | undefined
  let inVain = 0
  let passedOver = 0
  return (value) => {
    if (inVain > mostInVain && ++passedOver % fewTries !== 0) return undefined
    const { xsi, xs, json } = usage // of the element around it, should a getter have asked for this one
    usage.xsi = false
    usage.xs = false
    usage.json = false
    try {
      if (inheritsMembers()) return notDescribed()
      write ??= elementWriter(name, shape, usage)
      const element = write(value)
      if (inVain > 0) inVain--
      return usage.xsi || usage.json ? start + declarations(usage) + element.slice(start.length) : element
    } catch (cause) {
      // nested too deeply for the stack, or holding itself: the other writer says so properly
      if (!(cause instanceof NotAsDescribed) && !(cause instanceof RangeError)) throw cause
      if (inVain <= mostInVain) inVain++
      return undefined
    } finally {
      usage.xsi = xsi
      usage.xs = xs
      usage.json = json
    }
  }
}

function declarations({ xsi, xs, json }: Usage): string {
  const forXsi = xsi ? ` xmlns:xsi="${XSI_NAMESPACE}"` : ''
  return `${forXsi}${xs ? ` xmlns:xs="${XS_NAMESPACE}"` : ''}${json ? ` xmlns:json="${JSON_NAMESPACE}"` : ''}`
}
