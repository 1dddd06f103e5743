import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Returns the errors and warnings of Redocly's linter for the document at `path`, by the rules of the repository. */
export async function lint(path: string): Promise<readonly unknown[]> {
  const [root, cli, rules] = ['../../', '../../node_modules/@redocly/cli/bin/cli.js', '../../redocly.yaml'].map(
    (each) => new URL(each, import.meta.url).pathname,
  )
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' }
  const args = [String(cli), 'lint', path, `--config=${rules}`, '--format=json']
  const linting = promisify(execFile)(process.execPath, args, { cwd: root, env })
  // The linter exits with 1 when there are errors, but has printed them.
  const { stdout } = await linting.catch((failure: { readonly stdout: string }) => failure)
  return JSON.parse(stdout.slice(stdout.indexOf('{'))).problems
}
