import { configCommand } from './config-command.js'
import { runCommand } from './run-command.js'

await runCommand(configCommand)
