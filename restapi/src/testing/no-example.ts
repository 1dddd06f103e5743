/** Returns the error for a request that cannot be made. @param what completes "the document has no example of …" */
export function noExample(what: string): TypeError {
  return new TypeError(`the document has no example of ${what}; add one to its schema or to the case`)
}
