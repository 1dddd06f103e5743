import type { Codec } from '@endware/restapi'
import { stringify } from 'yaml'

/** Returns a codec that writes YAML 1.2 (RFC 9512). It keeps the text of each object, so that a large one is encoded once. */
export function yaml(): Codec {
  const written = new WeakMap<object, string>()
  return {
    name: 'yaml',
    mediaTypes: ['application/yaml', 'text/yaml'],
    encode(value) {
      if (typeof value !== 'object' || value === null) return toYaml(value)
      const text = written.get(value) ?? toYaml(value)
      written.set(value, text)
      return text
    },
  }
}

/** Returns the value as YAML without aliases and folded lines. */
export function toYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.2' })
}
