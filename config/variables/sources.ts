import { path } from '../schemas.js'
import type { VariableGroup } from '../variable.js'

/** The variables that say where the others are. */
export const sources = {
  CONFIG_FILE: {
    means: 'YAML or JSON file with variables, for those that the environment does not have',
    unset: 'none',
    example: 'production.yaml',
    schema: path,
  },
} satisfies VariableGroup
