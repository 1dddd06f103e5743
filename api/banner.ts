/** What a person at a terminal is told when the service is ready: where it is, where its data is, and what to try. */
export function banner(url: string, database: string): string {
  const list = `'${url}/v1/products?limit=2'`
  return [
    '',
    `  The shop is ready at ${url}`,
    `  Database: ${database}`,
    '',
    `  Open ${url}/docs in a browser, or try it from another terminal:`,
    `    curl ${list}`,
    `    curl -H 'Accept: application/xml' ${list}`,
    `    curl -i -H 'Accept: application/xml' ${url}/v1/products/none`,
    '',
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n')
}
