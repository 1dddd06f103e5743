import { type KeysEvent, remoteKeys } from '../api/authentication/remote-keys.js'
import { tokenVerifier, type VerifyToken } from '../api/authentication/token-verifier.js'
import { type TrialKeys, trialKeys } from '../api/authentication/trial-keys.js'
import type { Settings } from '../config/settings.js'
import type { IssuerMetrics } from '../telemetry/metrics/issuer-metrics.js'

export interface Authentication {
  readonly verifyToken: VerifyToken
  /** The keys of a service without an issuer. */
  readonly trial?: TrialKeys
}

/** Returns the way to verify tokens: by the keys of the issuer, or by those for trying out. */
export function authentication(
  { issuer, dataFolder }: Settings,
  onEvent: (event: KeysEvent & { readonly message: string }) => void,
  metrics: IssuerMetrics,
): Authentication {
  if (issuer === undefined) {
    const trial = trialKeys(dataFolder)
    return { trial, verifyToken: tokenVerifier({ ...trial, keys: trial.publicKey }) }
  }
  const keys = remoteKeys(new URL(issuer.keysUrl), {
    onEvent: (event) => onEvent({ message: messageOf(event), ...event }),
    onFetch: metrics.keysUp,
  })
  return { verifyToken: tokenVerifier({ issuer: issuer.name, audience: issuer.audience, keys }) }
}

function messageOf({ name }: KeysEvent): string {
  return `the keys of the issuer ${name === 'keys-reachable' ? 'can be fetched again' : 'cannot be fetched'}`
}
