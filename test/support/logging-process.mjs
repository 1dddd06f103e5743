// Logs `argv[2]` records in one go and says so on standard error. Then it ends, or with `argv[3]` waits for standard input first.
import { once } from 'node:events'
import { createLogger } from '../../dist/telemetry/logger.js'

const [count, waits] = [Number(process.argv[2]), process.argv[3] === 'waits']
const logger = createLogger({ level: 'info', format: 'json' })
for (let number = 0; number < count; number += 1) logger.info('a record', { attempt: number })
const told = waits ? once(process.stdin, 'data') : undefined
process.stderr.write('logged\n')
await told
await logger.close()
process.exit(0)
