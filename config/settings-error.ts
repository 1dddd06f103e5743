/** One wrong setting. */
export interface SettingProblem {
  /** The variable or flag. */
  readonly setting: string
  /** Its value as given. */
  readonly text?: string
  /** The expected value, as the end of the sentence "must …". */
  readonly must: string
  /** A right value for a variable, or a whole command for a flag. */
  readonly example: string
  readonly secret?: boolean
}

/**
 * The settings cannot be used. The message is made for the person who starts the service: each wrong setting with what is wrong
 * and an example of a right one, and no secret.
 */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
  readonly code = 'SETTINGS'
  readonly problems: readonly SettingProblem[]

  constructor(problems: readonly SettingProblem[]) {
    const count = problems.length === 1 ? 'one setting is wrong' : `${problems.length} settings are wrong`
    super([`The service cannot start: ${count}.`, '', ...problems.flatMap(lines), '', hint].join('\n'))
    this.problems = problems
  }
}

const hint = 'Every setting is listed by: npm start -- --help'

function lines({ setting, text, must, example, secret }: SettingProblem): string[] {
  const isFlag = setting.startsWith('-') || text === undefined
  const is =
    text === undefined ? '' : secret ? ' is set (its value is not shown here), but' : ` is ${quoted(text)}, but`
  return [`  ${setting}${is} must ${must}.`, `      For example: ${isFlag ? example : `${setting}=${example}`}`]
}

/** The value as one short line of printable characters. */
function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}
