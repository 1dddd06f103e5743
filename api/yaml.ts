import type { Codec } from '@endware/restapi'
import { stringify } from 'yaml'

/** Writes YAML 1.2 (RFC 9512): each object once, so that a large one that is asked for again and again costs nothing more. */
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

/** The value as YAML without aliases, and without lines folded. */
export function toYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0, version: '1.2' })
}
