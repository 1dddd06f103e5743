import type { SettingProblem } from './settings-error.js'
import type { GivenTexts } from './sources/given.js'
import type { Variable } from './variable.js'
import { type Values, variables } from './variables.js'

/**
 * Returns the values of all variables. Adds a problem for each text that its schema refuses; its value is then the default.
 *
 * @param given the texts of variables that are set
 */
export function readValues(given: GivenTexts, problems: SettingProblem[]): Values {
  const table: Readonly<Record<string, Variable>> = variables
  const values = Object.entries(table).map(([name, variable]) => {
    const { text, source } = given.get(name) ?? {}
    if (text === undefined) return [name, defaultOf(variable)]
    const { success, data, error } = variable.schema.safeParse(text)
    if (success) return [name, data]
    const { example, secret = false } = variable
    const must = error.issues[0]?.message ?? 'be something else'
    problems.push({ setting: name, text, place: source?.place, must, example, secret })
    return [name, defaultOf(variable)]
  })
  // Each value comes from the schema of its name, which a loop cannot tell the compiler.
  return Object.fromEntries(values) as Values
}

function defaultOf({ default: text, schema }: Variable): unknown {
  return text === undefined ? undefined : schema.parse(text)
}
