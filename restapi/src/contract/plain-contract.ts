import type { StandardSchema } from '../schema/standard-schema.js'
import { standardSchema } from '../schema/with-json-schema.js'
import { type Contract, type PlainContract, parts } from './contract.js'

/** Returns the contract with each pair `{ schema, jsonSchema }` of the request as one schema. @throws TypeError for a wrong JSON Schema */
export function plainContract(contract: Contract): PlainContract {
  const plain: { [Name in (typeof parts)[number]]?: StandardSchema } = {}
  for (const name of parts) {
    const given = contract[name]
    if (given === undefined) continue
    try {
      plain[name] = standardSchema(given)
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause
      throw new TypeError(`the contract's ${name} cannot be understood: ${cause.message}`, { cause })
    }
  }
  return { ...contract, ...plain } as PlainContract
}
