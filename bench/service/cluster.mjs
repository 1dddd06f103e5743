import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startCluster } from '../../dist/cluster/cluster.js'
import { issuerSettings } from './issuer.mjs'
import { unlimited } from './whole.mjs'

/** Two instances of the service behind nginx, as `npm run cluster` runs them. */
export async function listen(/** @type {{ database: string, jwks: object }} */ { database, jwks }) {
  const own = { DATABASE_URL: database, DATA_FOLDER: join(tmpdir(), `bench-cluster-${process.pid}`), METRICS_PORT: '' }
  const cluster = await startCluster({
    host: '127.0.0.1',
    port: 0,
    instancePorts: [0, 0],
    main: new URL('../../dist/main.js', import.meta.url),
    template: new URL('../../deploy/nginx/shop.conf.template', import.meta.url),
    flags: [],
    env: { ...process.env, ...own, ...unlimited, ...(await issuerSettings(jwks)), TRUST_PROXY: 'loopback' },
    patience: 2_000,
    onEvent: () => undefined,
  })
  const end = () => void cluster.stop().finally(() => process.exit())
  process.removeAllListeners('disconnect') // which would leave nginx and the instances behind
  process.once('SIGTERM', end).once('disconnect', end)
  return Number(new URL(cluster.url).port)
}
