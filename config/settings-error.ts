/** One wrong setting. */
export interface SettingProblem {
  /** The variable or flag. */
  readonly setting: string
  /** Its value as given. */
  readonly text?: string
  /** The file and line that has it, if a file does. */
  readonly place?: string | undefined
  /** The expected value, as the end of the sentence "must …". */
  readonly must: string
  /** A right value for a variable, or a whole command for a flag. */
  readonly example: string
  readonly secret?: boolean
}

/**
 * At least one setting is wrong. The message is for the person who starts the service. It lists each wrong setting, the expected value
 * and an example, and contains no secret.
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

function lines({ setting, text, place, must, example, secret }: SettingProblem): string[] {
  const name = place === undefined ? quotedName(setting) : `${quotedName(setting)} (${place})`
  const is =
    text === undefined ? '' : secret ? ' is set (its value is not shown here), but' : ` is ${quoted(text)}, but`
  return [
    `  ${name}${is} must ${must}.`,
    `      For example: ${text === undefined ? example : `${setting}=${example}`}`,
  ]
}

/** Returns the name as it is when it is printable, else as quoted text: it may come from a file. */
function quotedName(name: string): string {
  return /^[\w…-]+$/.test(name) ? name : quoted(name)
}

/** Returns the value as one short line of printable characters, in quotes. */
function quoted(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 60)}…` : text
  return JSON.stringify(short).replace(/[\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g, '\ufffd')
}
