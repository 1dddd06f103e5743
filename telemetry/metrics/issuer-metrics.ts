import type { Instruments } from './instruments.js'

/** The metrics of the issuer of tokens. No method throws. */
export interface IssuerMetrics {
  /** Notes whether the keys of the issuer could be fetched. Call it after each fetch. */
  keysUp(isUp: boolean): void
}

export function issuerMetrics(make: Instruments): IssuerMetrics {
  const keys = make.gauge('shop_issuer_keys_up')
  return { keysUp: (isUp) => keys.set(Number(isUp)) }
}
