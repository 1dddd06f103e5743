import { itemName, type XmlName, xmlName } from '../../schema/layout.js'
import { JSON_NAMESPACE, XS_NAMESPACE, XSI_NAMESPACE } from '../../schema/namespaces.js'
import type { ArrayShape, Shape } from '../../schema/shape.js'
import { memoizedByObject } from '../../values/memoized-by-object.js'
import { inheritsMembers } from '../../values/value-kinds.js'
import { DECLARATION } from '../document/escape-text.js'
import { elementWriter } from './compiled-element.js'
import { type ElementWriter, NotAsDescribed, notDescribed, Usage } from './compiled-part.js'
import { defaultRootName } from './default-names.js'

/** Writes a value, or returns `undefined` if it differs from its shape. `encodeXml` then writes it from the start and calls its getters again. */
export type CompiledWriter = (value: unknown) => string | undefined

/** Limit of failed attempts in excess of successful ones. Above it, only one in {@link fewTries} values is tried. */
const mostFailures = 100

/** One in so many values is tried above the limit, so that matching values are soon written fast again. */
const fewTries = 20

/**
 * Returns the writer of documents for one shape. Its text is exactly that of `encodeXml`, in a fraction of the time. It writes plain objects
 * and arrays with declared properties, and returns `undefined` for all other values and for shapes with namespaces.
 */
export const compiledWriter = memoizedByObject((shape: Shape): CompiledWriter => {
  const isArray = shape.kind === 'array'
  const element = compile(xmlName(shape.xml, defaultRootName('value', isArray ? [] : undefined)), shape)
  return (value) => {
    const written = Array.isArray(value) === isArray ? element(value) : undefined
    return written === undefined ? undefined : DECLARATION + written
  }
})

/** Returns the writer of the items of a streamed root array. It falls back as {@link compiledWriter} does. */
export const compiledItemWriter = memoizedByObject(
  (shape: ArrayShape): CompiledWriter =>
    shape.prefixItems.length > 0 ? () => undefined : compile(itemName(shape, 'item'), shape.items.shape),
)

/** Makes the writer of an element with its own namespace declarations. */
function compile(name: XmlName, shape: Shape): CompiledWriter {
  const usage = new Usage()
  const start = `<${name.qualified}`
  let write: ElementWriter | undefined
  let failures = 0
  let skipped = 0
  return (value) => {
    if (failures > mostFailures && ++skipped % fewTries !== 0) return undefined
    const { xsi, xs, json } = usage // a getter of an outer element may have started this document
    usage.xsi = false
    usage.xs = false
    usage.json = false
    try {
      if (inheritsMembers()) return notDescribed()
      write ??= elementWriter(name, shape, usage)
      const element = write(value)
      if (failures > 0) failures--
      return usage.xsi || usage.json ? start + declarations(usage) + element.slice(start.length) : element
    } catch (cause) {
      // RangeError: nested too deeply for the stack, or circular; `encodeXml` reports which
      if (!(cause instanceof NotAsDescribed) && !(cause instanceof RangeError)) throw cause
      if (failures <= mostFailures) failures++
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
