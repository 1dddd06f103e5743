import { unknownKeys } from '../faults/unknown-keys.js'
import { failureBounds } from '../outcomes/failure-bounds.js'
import type { HttpError } from '../outcomes/http-error.js'
import { jsonPointer } from '../outcomes/invalid-field.js'
import type { StandardIssue } from '../schema/standard-schema.js'
import { cutText } from '../values/cut-text.js'
import { invalidResponse } from './misfit.js'

/** Returns the 500 for a value that the validator refuses. Only `onFailure` gets the reason, in the words of the validator. */
export function refusedValue(issues: readonly StandardIssue[]): HttpError<500> {
  const reasons = issues.slice(0, failureBounds.errors).map(issueText)
  return invalidResponse(`the value does not fit the contract: ${reasons.join('; ')}`)
}

function issueText(issue: StandardIssue): string {
  const { path = [], message } = issue
  const [key] = unknownKeys(issue) ?? []
  const pointer = jsonPointer(key === undefined ? path : [...path, key])
  const text = cutText(String(message), failureBounds.errorText)
  return pointer === '' ? text : `${pointer}: ${text}`
}
