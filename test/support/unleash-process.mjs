import { createRequire } from 'node:module'
import { delimiter, dirname, join } from 'node:path'

// Starts a real Unleash server on the database of UNLEASH_DATABASE at UNLEASH_PORT. `npx` puts the folder of its package into PATH.
const folder = process.env.PATH?.split(delimiter).find((each) => /_npx.*node_modules.\.bin$/.test(each)) ?? ''
const unleash = createRequire(join(dirname(folder), 'package.json'))('unleash-server')
const { hostname, port, username, password, pathname } = new URL(process.env.UNLEASH_DATABASE ?? '')
await unleash.start({
  db: {
    host: hostname,
    port: Number(port || 5432),
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    database: pathname.slice(1),
    ssl: false,
  },
  server: { port: Number(process.env.UNLEASH_PORT), host: '127.0.0.1' },
  authentication: { type: 'none' },
  versionCheck: { enable: false },
  telemetry: false,
  logLevel: 'fatal',
})
process.stdout.write('started\n')
