import type { TrialToken } from './authentication/trial-tokens.js'

/** The facts that the banner of the service shows. */
export interface BannerFacts {
  readonly url: string
  readonly database: string
  /** Tokens to paste. A service with an issuer has none. */
  readonly tokens?: readonly TrialToken[] | undefined
  /** The path of the keys that signed them. */
  readonly keys?: string | undefined
}

/** Returns the text for a terminal when the service is ready: its address, the place of its data, tokens to paste, and commands to try. */
export function banner({ url, database, tokens = [], keys = '' }: BannerFacts): string {
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
    ...(tokens.length === 0 ? [] : tokenLines(tokens, keys)),
    '  Ctrl-C stops it.',
    '',
    '',
  ].join('\n')
}

function tokenLines(tokens: readonly TrialToken[], keys: string): readonly string[] {
  return [
    '  Orders and changes need a token. Paste one into that terminal, and into the field of /docs without its quotation marks:',
    ...tokens.flatMap(({ name, who, token }) => [`  # ${who}`, `export ${name}='${token}'`]),
    '',
    `  WARNING: the keys in ${keys} signed these tokens for trying out. Whoever reads that file can sign others.`,
    '  They end after 7 days. For real use, set JWT_ISSUER, JWT_AUDIENCE and JWKS_URL; NODE_ENV=production insists on it.',
    '',
  ]
}
