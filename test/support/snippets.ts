import { readFileSync } from 'node:fs'
import type { Document } from './documents.js'

/** A request and its answer in a document. */
export interface ShownExchange {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly status: number
  readonly answerHeaders: Readonly<Record<string, string>>
  readonly answerBody: string
}

/** A program in a document, and the exchanges that follow it. */
export interface Snippet {
  readonly document: Document
  readonly line: number
  readonly code: string
  readonly exchanges: readonly ShownExchange[]
}

/** Returns the programs (`ts` blocks) of a document with the exchanges (`http` blocks) that follow each. */
export function snippetsIn(document: Document): readonly Snippet[] {
  const text = readFileSync(document.url, 'utf8')
  const snippets: (Snippet & { exchanges: ShownExchange[] })[] = []
  for (const block of text.matchAll(/^```(ts|http)\n(.*?)^```$/gms)) {
    const [, language, content = ''] = block
    if (language === 'http') snippets.at(-1)?.exchanges.push(exchangeOf(content))
    else {
      const line = text.slice(0, block.index).split('\n').length
      snippets.push({ document, line, code: content, exchanges: [] })
    }
  }
  return snippets
}

function exchangeOf(text: string): ShownExchange {
  const [sent = '', answered = ''] = text.split(/^(?=HTTP\/1\.1 )/m)
  const request = messageOf(sent)
  const answer = messageOf(answered)
  const [method = '', path = ''] = request.start.split(' ')
  return {
    method,
    path,
    headers: request.headers,
    body: request.body === '' ? undefined : request.body,
    status: Number(answer.start.split(' ')[1]),
    answerHeaders: answer.headers,
    answerBody: answer.body,
  }
}

function messageOf(text: string): { start: string; headers: Record<string, string>; body: string } {
  const [head = '', ...rest] = text.split('\n\n')
  const [start = '', ...lines] = head.trimEnd().split('\n')
  const headers = lines.map((line) => line.split(/: (.*)/, 2) as [string, string])
  return { start, headers: Object.fromEntries(headers), body: rest.join('\n\n').trimEnd() }
}

/**
 * Returns the source of a module that runs a snippet and exports its application. Names that the snippet uses and does not declare are
 * imported; `api`, `routes` and `app` are made.
 *
 * @param exported the names that modules export, by module
 */
export function moduleOf({ code }: Snippet, exported: Readonly<Record<string, readonly string[]>>): string {
  const uses = (name: string): boolean => new RegExp(`(?<![.\\w'])${name}\\b`).test(code)
  const declares = (name: string): boolean => new RegExp(`(?:const|let) ${name}\\b`).test(code)
  const imported = (name: string): boolean => new RegExp(`import \\{[^}]*\\b${name}\\b[^}]*\\} from`).test(code)
  const lacksApp = !declares('app')
  const needed = { api: !declares('api'), routes: (lacksApp || uses('routes')) && !declares('routes'), app: lacksApp }
  const imports = Object.entries(exported).map(([from, names]) => {
    const missing = names.filter((name) => uses(name) && !imported(name))
    const extra = from === '@endware/restapi' && needed.api && !imported('endware') ? ['endware'] : []
    return [from, [...new Set([...missing, ...extra])]] as const
  })
  return [
    ...imports
      .filter(([, names]) => names.length > 0)
      .map(
        ([from, names]) =>
          `import { ${names.map((name) => (name === 'Codec' ? 'type Codec' : name)).join(', ')} } from '${from}'`,
      ),
    code.includes('import express') ? '' : "import express, { Router } from 'express'",
    needed.api ? 'const api = endware({ onFailure: () => {} })' : '',
    needed.routes ? 'const routes = api.routes(Router())' : '',
    code,
    needed.app ? 'const app = express().use(routes).use(api.fallback())' : '',
    'export { app }',
  ].join('\n')
}
