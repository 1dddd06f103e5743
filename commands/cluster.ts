import { clusterCommand } from './cluster-command.js'
import { runCommand } from './run-command.js'

await runCommand(clusterCommand)
