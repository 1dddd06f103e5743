import type { ErrorHandler, OnFailure } from '@endware/restapi'
import { docsPages } from '@endware/restapi/docs'
import express, { type Express, type RequestHandler, Router } from 'express'
import helmet from 'helmet'
import type { OrderManagement } from '../domain/orders/order-management.js'
import type { OrderWatches } from '../domain/orders/order-watches.js'
import type { Catalogue } from '../domain/products/catalogue.js'
import { type Limits, noLimits } from '../limits/limits.js'
import { overloaded } from '../limits/load-shedding.js'
import { unreachable } from '../telemetry/request-failure.js'
import { requestId } from '../telemetry/request-id.js'
import type { RequestLog } from '../telemetry/request-log.js'
import type { OnCredentials } from './authentication/shop-security.js'
import type { VerifyToken } from './authentication/token-verifier.js'
import { crossOrigin } from './cross-origin.js'
import { documentRoutes } from './document-routes.js'
import { httpErrorOf } from './domain-errors.js'
import { healthRoutes, isReadinessPath } from './health/health-routes.js'
import { notReady } from './health/not-ready.js'
import type { ReadParts } from './health/readiness.js'
import { metricsContract, metricsEndpoint, type Scrape } from './observation/metrics-endpoint.js'
import { onlyFromThisMachine } from './observation/only-from-this-machine.js'
import { servedDocument } from './openapi-document.js'
import { importCodecs } from './products/import-codecs.js'
import { checkPrices, type OffersPriceFilter } from './products/price-filter.js'
import { publicCompression, publicPaths } from './public-compression.js'
import { refusedRequests } from './refused-requests.js'
import { type SessionSecret, sessionCookies } from './session/session-cookies.js'
import { shopApi } from './shop-api.js'
import { shopRoutes } from './shop-routes.js'

/** The dependencies of the application. */
export interface AppDependencies {
  readonly catalogue: Catalogue
  readonly orders: OrderManagement
  readonly watches: OrderWatches
  readonly requests: RequestLog
  /** @default requests are not measured */
  readonly metrics?: AppMetrics | undefined
  readonly verifyToken: VerifyToken
  readonly sessionSecret: SessionSecret
  /** The states of the parts of the service, for `/readyz`. */
  readonly readParts: ReadParts
  /** @default lists of products take ranges of prices from everybody */
  readonly offersPriceFilter?: OffersPriceFilter | undefined
  /** The origins of pages in browsers that may read answers. @default none but its own */
  readonly corsOrigins?: readonly string[]
  /** True to compress the answers that are the same for everybody. @default false */
  readonly compression?: boolean
  /** The limits on what clients may ask. @default none */
  readonly limits?: Limits
  /** The proxies in front of the service: their number, or their addresses and networks. @default none */
  readonly trustProxy?: number | readonly string[] | undefined
  /** The time limit of a request, in milliseconds. @default that of `shopApi` */
  readonly timeout?: number
}

/** The measurement of requests. */
export interface AppMetrics {
  readonly middleware: RequestHandler
  /** Returns all metrics for `/metrics`, which answers programs on this machine only. @default there is no `/metrics` */
  readonly scrape?: Scrape | undefined
}

/** The time limit of an import, in milliseconds. */
const importTimeout = 120_000

/** The shop as an Express application, and the handler of requests that its server refuses. */
export interface App {
  readonly app: Express
  readonly refused: ErrorHandler
}

/** Returns the shop. Every request is logged, and answered in the format that its client asked for. */
export function createApp(dependencies: AppDependencies): App {
  const { requests, metrics, verifyToken, sessionSecret, readParts, limits = noLimits, timeout } = dependencies
  const { corsOrigins = [], trustProxy = false } = dependencies
  const sessions = sessionCookies(sessionSecret)
  const onCredentials: OnCredentials = {
    known: (request, caller) => requests.note(request, { 'user.id': caller }),
    refused: (request, refusal) => requests.note(request, { refusal }),
  }
  const common = { onCredentials, verifyToken, sessions, limits }
  const onFailure = brokenOffByStorage(requests.failed)
  const api = shopApi({ ...common, onFailure: exceptStates(onFailure), timeout })
  const imports = { onFailure, timeout: timeout ?? importTimeout, codecs: importCodecs() }
  const importApi = shopApi({ ...common, ...imports })
  const app = express()
  app.disable('x-powered-by')
  app.disable('etag')
  app.set('trust proxy', trustProxy)
  if (metrics) app.use(metrics.middleware)
  const first = [requestId(), helmet({ contentSecurityPolicy })]
  app.use(first)
  // Before the request log: probes and scrapes come every few seconds, and a change of readiness has a record.
  app.use(healthRoutes(api, readParts))
  if (metrics?.scrape) {
    const routes = api.routes(Router()).get('/metrics', metricsContract, metricsEndpoint(metrics.scrape))
    app.all('/metrics', onlyFromThisMachine(routes))
  }
  const shared = corsOrigins.length > 0 ? [crossOrigin(corsOrigins)] : []
  const fallback = api.fallback()
  // Before the request log: a refusal that costs as much as an answer would not help.
  app.use(shedding(limits.shed, refusedRequests(shared, fallback[1])))
  app.use(requests.middleware, ...shared)
  if (dependencies.compression) app.use(publicPaths, publicCompression())
  const offered = dependencies.offersPriceFilter ?? (async () => true)
  const parts = {
    ...dependencies,
    note: requests.note,
    sessions,
    importApi,
    checkPrices: checkPrices((token, request) => limits.guard(request, () => verifyToken(token)), offered),
  }
  for (const routes of shopRoutes(api, parts)) app.use(routes)
  app.use(documentRoutes(api))
  app.use('/docs', docsPages(servedDocument, { title: 'Operations', home: '/' }))
  app.use(fallback)
  const refused: ErrorHandler = (error, request, response) => {
    requests.refused(error, response)
    fallback[1](error, request, response)
  }
  return { app, refused: refusedRequests(first, refused) }
}

/** Returns a function that reports every failure but those that are a state, whose changes have records: not ready, and overloaded. */
function exceptStates(report: OnFailure): OnFailure {
  return (failure) => {
    const isState = failure.code === overloaded || (isReadinessPath(failure.path) && failure.status === notReady.status)
    return isState ? undefined : report(failure)
  }
}

/** Returns a function that reports failures. A stream that an outage broke off gets the code of the outage, because the outage has a record. */
function brokenOffByStorage(report: OnFailure): OnFailure {
  return (failure) => {
    const code = failure.code === 'stream-failed' ? httpErrorOf(failure.cause)?.code : undefined
    return report(code === unreachable ? { ...failure, code } : failure)
  }
}

/** Returns middleware that has `refuse` answer what `shed` refuses, without a way through the routes. */
function shedding(shed: RequestHandler, refuse: ErrorHandler): RequestHandler {
  return (request, response, next) =>
    shed(request, response, (error?: unknown) =>
      error === undefined ? next() : refuse(error, request, response, next),
    )
}

/** Nothing that is answered here loads anything. Styles and images are those that browsers bring to show XML as a tree; pages have a policy of their own. */
const contentSecurityPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], imgSrc: ['data:'], frameAncestors: ["'none'"] },
}
