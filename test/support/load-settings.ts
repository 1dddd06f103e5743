import { type Settings, type SettingsSource, settingsOf } from '../../config/settings.js'
import { type SettingProblem, SettingsError } from '../../config/settings-error.js'
import { readSources } from '../../config/sources/read-sources.js'

/**
 * Returns the settings of the command line, the environment and the configuration file. Vault is not asked.
 *
 * @throws {SettingsError} with every wrong variable and flag
 */
export function loadSettings({ terminal = false, ...surroundings }: SettingsSource): Settings {
  const problems: SettingProblem[] = []
  const settings = settingsOf(readSources(surroundings, problems), terminal, problems)
  if (problems.length > 0) throw new SettingsError(problems)
  return settings
}
