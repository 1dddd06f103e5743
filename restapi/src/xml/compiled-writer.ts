import type { Shape } from '../shape.js'
import { elementWriter } from './compiled-element.js'
import { type ElementWriter, NotAsDescribed, Usage } from './compiled-part.js'
import { xmlName } from './layout.js'
import { XSI_NAMESPACE } from './namespaces.js'
import { DECLARATION } from './text.js'

/** Writes the document of a value, or gives `undefined` for a value that is not just what its shape says. */
export type CompiledWriter = (value: unknown) => string | undefined

/** So many documents in vain, and no more are tried. */
const mostInVain = 100

/**
 * The writer for one shape: what `encodeXml` writes, to the letter, in a fraction of its time. It knows plain objects and arrays with the
 * properties that the shape declares; whatever else comes, and shapes with namespaces, it leaves to the other.
 */
export function compiledWriter(shape: Shape): CompiledWriter {
  const known = writers.get(shape)
  if (known !== undefined) return known
  const writer = compile(shape)
  writers.set(shape, writer)
  return writer
}

const writers = new WeakMap<Shape, CompiledWriter>()

function compile(shape: Shape): CompiledWriter {
  const usage = new Usage()
  const isArray = shape.kind === 'array'
  const name = xmlName(shape.xml, isArray ? 'items' : 'response')
  let write: ElementWriter | undefined
  let inVain = 0
  return (value) => {
    if (inVain > mostInVain || Array.isArray(value) !== isArray) return undefined
    usage.xsi = false
    try {
      write ??= elementWriter(name, shape, usage)
      const root = write(value)
      const start = `<${name.qualified}`
      return usage.xsi
        ? `${DECLARATION}${start} xmlns:xsi="${XSI_NAMESPACE}"${root.slice(start.length)}`
        : DECLARATION + root
    } catch (cause) {
      // nested too deeply for the stack, or holding itself: the other writer says so properly
      if (!(cause instanceof NotAsDescribed) && !(cause instanceof RangeError)) throw cause
      inVain++
      return undefined
    }
  }
}
