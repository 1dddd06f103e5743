import { resolve } from 'node:path'
import type { SettingProblem } from './settings-error.js'
import type { Values } from './variables.js'

/** The source of feature flags. */
export type FlagSettings =
  /** A file in the format of flagd, as an absolute path. */
  | { readonly source: 'file'; readonly file: string }
  | { readonly source: 'unleash'; readonly url: string }
  | { readonly source: 'launchdarkly'; readonly sdkKey: string }

const names = ['FLAGS_FILE', 'UNLEASH_URL', 'LAUNCHDARKLY_SDK_KEY'] as const

type FlagValues = Pick<Values, (typeof names)[number]>

/** Returns the source of feature flags; `undefined` for the defaults alone. Adds a problem when several sources are set. */
export function flagSettings(values: FlagValues, problems: SettingProblem[]): FlagSettings | undefined {
  const [name, ...others] = names.filter((each) => values[each] !== undefined)
  if (others.length > 0) {
    const must = `be the only source of feature flags; ${others.join(' and ')} must be unset`
    problems.push({ setting: String(name), must, example: `${others.map((other) => `${other}=`).join(' ')} npm start` })
  }
  const { FLAGS_FILE: file, UNLEASH_URL: url, LAUNCHDARKLY_SDK_KEY: sdkKey } = values
  if (file !== undefined) return Object.freeze({ source: 'file', file: resolve(file) })
  if (url !== undefined) return Object.freeze({ source: 'unleash', url })
  return sdkKey === undefined ? undefined : Object.freeze({ source: 'launchdarkly', sdkKey })
}
