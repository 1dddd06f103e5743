import type { KeysEvent } from '../api/authentication/remote-keys.js'
import type { OpenProductCache } from '../cache/open-product-cache.js'
import type { Settings } from '../config/settings.js'
import { shownReason } from '../events/broker/broker-failure.js'
import type { FlowEvent } from '../events/flow-event.js'
import type { LimitEvent } from '../limits/limit-event.js'
import type { KnownState, Readiness } from './readiness.js'

/** An event that may change the state of a dependency. */
export type DependencyEvent = Pick<FlowEvent | LimitEvent | KeysEvent, 'name'> & {
  readonly link?: string
  readonly reason?: unknown
}

const isReady: KnownState = { ready: true }
const leftToOthers: KnownState = {
  ready: false,
  detail: 'events wait for an instance with AMQP_URL: this one has none',
}
const unreached: KnownState = { ready: false, detail: 'it has not been reached yet' }

/** The number of connections to the broker: of the relay and of the consumer. */
const brokerLinks = 2

/**
 * Adds a part for each dependency of the settings without which the service goes on: the broker, the stores of the cache and of the limits,
 * the issuer of tokens. Returns the function that learns of their events. Details have no address, user or secret: those are in the log.
 *
 * @param cache the cache, which knows whether its store is used
 */
export function dependencyReadiness(
  readiness: Readiness,
  settings: Pick<Settings, 'brokerUrl' | 'cache' | 'redisUrl' | 'issuer'>,
  cache: Pick<OpenProductCache, 'isUp'> | undefined,
): (event: DependencyEvent) => void {
  const links = new Map<string, KnownState>()
  let limits = unreached
  let issuer = isReady
  if (settings.brokerUrl !== undefined) readiness.addCheck('broker', () => brokerState(links))
  if (cache !== undefined && settings.cache?.url !== undefined) {
    const unused = { ready: false, detail: 'its store is not used: products are read from the database' }
    readiness.addCheck('cache', () => (cache.isUp ? isReady : unused))
  }
  if (settings.redisUrl !== undefined) readiness.addCheck('limits', () => limits)
  if (settings.issuer !== undefined) readiness.addCheck('issuer', () => issuer)
  return ({ name, link = '', reason }) => {
    switch (name) {
      case 'broker-reached':
        links.set(link, isReady)
        break
      case 'broker-unreachable':
        links.set(link, { ready: false, detail: brokerDetail(link, String(reason)) })
        break
      case 'events-left':
      case 'events-taken':
        readiness.addCheck('broker', () => (name === 'events-taken' ? isReady : leftToOthers))
        break
      case 'limits-store-reached':
        limits = isReady
        break
      case 'limits-store-lost':
        limits = { ready: false, detail: 'their store does not answer: this instance counts for itself' }
        break
      case 'keys-reachable':
        issuer = isReady
        break
      case 'keys-unreachable':
        issuer = { ready: false, detail: 'its keys cannot be fetched: known keys are used for 24 hours' }
        break
    }
  }
}

function brokerState(links: ReadonlyMap<string, KnownState>): KnownState {
  const lost = [...links.values()].filter(({ ready }) => !ready)
  if (lost.length > 0) return { ready: false, detail: lost.map(({ detail }) => detail).join('; ') }
  return links.size < brokerLinks ? unreached : isReady
}

function brokerDetail(link: string, reason: string): string {
  const what = link.endsWith(' consumer') ? 'messages are not received' : 'events wait'
  const shown = shownReason(reason)
  return shown === undefined ? what : `${what}: ${shown}`
}
