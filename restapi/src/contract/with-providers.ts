import type { PlainContract } from './contract.js'
import { isProvider } from './provider.js'
import type { Responses } from './responses.js'
import { alternativesOf, bothOf, type SecurityRequirement } from './security-requirement.js'

/**
 * Returns the contract with the failures, problems and security requirements of its providers. A caller must meet the
 * requirements of all of them. A status is declared by the contract, else by its router, else by the last provider that declares it. A
 * contract without providers and without failures of its router is returned unchanged.
 *
 * @param failures the failures that the router declares
 */
export function withProviders(contract: PlainContract, failures: Responses | undefined): PlainContract {
  const providers = (contract.use ?? []).filter((each) => isProvider(each))
  if (providers.length === 0 && failures === undefined) return contract
  const all = [...providers, contract]
  const problems = [...new Set(all.flatMap((each) => each.problems ?? []))]
  const security = all.flatMap((each) => (each.security === undefined ? [] : [alternativesOf(each.security)]))
  return {
    ...contract,
    responses: Object.assign({}, ...providers.map(({ responses }) => responses), failures, contract.responses),
    ...(problems.length === 0 ? {} : { problems }),
    ...(security.length === 0 ? {} : { security: security.reduce(bothOf, [] as readonly SecurityRequirement[]) }),
  }
}
