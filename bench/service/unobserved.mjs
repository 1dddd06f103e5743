import { listen as listenWhole } from './whole.mjs'

/** The service as `npm start` runs it, without metrics and without records of requests. */
export async function listen(/** @type {{ database: string, jwks: object }} */ context) {
  Object.assign(process.env, { METRICS_PORT: 'off', LOG_LEVEL: 'error' })
  return listenWhole(context)
}
