// Given to Node as `--import`: makes the packages of OpenTelemetry unavailable, as they are after `npm ci --omit=optional`.
import { register } from 'node:module'

const resolve = `export async function resolve(specifier, context, next) {
  if (!specifier.startsWith('@opentelemetry/')) return next(specifier, context)
  throw Object.assign(new Error('Cannot find package ' + specifier), { code: 'ERR_MODULE_NOT_FOUND' })
}`
register(`data:text/javascript,${encodeURIComponent(resolve)}`)
