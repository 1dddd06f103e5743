/** Returns the text for a terminal when the service is ready: its address, the place of its data, and commands to try. */
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
