export type { ProofOptions } from './testing/proof-options.js'
export { type Combination, type Fault, type FaultKind, ProofReport } from './testing/proof-report.js'
export { proveDocument } from './testing/prove-document.js'
export type { CaseSource, Cases, ReadyBody, RequestCase } from './testing/request-case.js'
