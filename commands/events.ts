import { eventsCommand } from './events-command.js'
import { runCommand } from './run-command.js'

await runCommand(eventsCommand)
