import type { HttpError } from '../outcomes/http-error.js'
import { InvalidFieldList } from '../outcomes/invalid-field.js'
import type { StandardIssue } from '../schema/standard-schema.js'
import { invalidResponse } from './misfit.js'

/** The 500 for a value that the validator of the schema refuses. */
export function refusedValue(issues: readonly StandardIssue[]): HttpError<500> {
  return invalidResponse(`the value does not fit the contract: ${issues.map(issueText).join('; ')}`)
}

function issueText(issue: StandardIssue): string {
  const list = new InvalidFieldList()
  list.add('body', issue)
  const [{ pointer, message } = { pointer: '', message: issue.message }] = list.fields
  return pointer === '' ? message : `${pointer}: ${message}`
}
