import { runCommand } from './run-command.js'
import { messageCommand } from './send-message.js'

await runCommand((context) => messageCommand('ship', context))
