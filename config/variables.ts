import type { ValueOf } from './variable.js'
import { authentication } from './variables/authentication.js'
import { broker } from './variables/broker.js'
import { database } from './variables/database.js'
import { flags } from './variables/flags.js'
import { limits } from './variables/limits.js'
import { observation } from './variables/observation.js'
import { server } from './variables/server.js'
import { sources } from './variables/sources.js'
import { stores } from './variables/stores.js'
import { vault } from './variables/vault.js'

/** The groups of variables in the order of the usage page and the documentation, each with its title. */
export const groups = {
  Server: server,
  Database: database,
  Broker: broker,
  'Shared stores': stores,
  Authentication: authentication,
  Limits: limits,
  'Feature flags': flags,
  Observation: observation,
  Configuration: sources,
  Vault: vault,
}

/** Every variable of the service by name. Settings, usage page and documentation are made from it. */
export const variables = {
  ...server,
  ...database,
  ...broker,
  ...stores,
  ...authentication,
  ...limits,
  ...flags,
  ...observation,
  ...sources,
  ...vault,
}

export type VariableName = keyof typeof variables

/** The values of all variables, each of the type that its schema gives. */
export type Values = { readonly [Name in VariableName]: ValueOf<(typeof variables)[Name]> }
