import type { Codec } from '../formats/codec.js'
import { componentWord } from './component-name.js'

/**
 * Returns the suffix of a component's name for these formats: empty for the usual ones, `WithNdjsonCsv` for more, `InJson` for others. The
 * names of components thus do not depend on the order of the operations.
 */
export function formatSuffix(codecs: readonly Codec[], usual: readonly Codec[]): string {
  const [names, known] = [codecs, usual].map((each) => each.map(({ name }) => name)) as [string[], string[]]
  if (names.join() === known.join()) return ''
  const further = names.filter((name) => !known.includes(name))
  const isMore = further.length > 0 && known.every((name) => names.includes(name))
  return isMore ? `With${inCapitals(further)}` : `In${inCapitals(names)}`
}

function inCapitals(names: readonly string[]): string {
  return names.map(componentWord).join('')
}
