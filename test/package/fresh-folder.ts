import { execFile } from 'node:child_process'
import { copyFileSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const here = dirname(fileURLToPath(import.meta.url))
/** The checkout, whose tools are used so that a fresh folder installs nothing but what a consumer needs. */
export const project = join(here, '..', '..')
const run = promisify(execFile)

/** A folder outside the checkout, into which the packed library is installed as by a consumer. */
export class FreshFolder {
  readonly path = realpathSync(mkdtempSync(join(tmpdir(), 'endware-consumer-')))

  async install(...packages: readonly string[]): Promise<void> {
    this.write('package.json', '{ "private": true }')
    await npm(this.path, 'install', '--prefer-offline', '--no-audit', '--no-fund', ...packages)
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text)
  }

  /** Copies a program of `consumers/` into the folder. */
  take(consumer: string): void {
    copyFileSync(join(here, 'consumers', consumer), join(this.path, consumer))
  }

  /** Runs a program and returns its standard output, parsed as JSON. @throws {Error} when it fails */
  async run(program: string): Promise<unknown> {
    const { stdout } = await run(process.execPath, [program], { cwd: this.path })
    return JSON.parse(stdout)
  }

  /** Runs a tool of the checkout, or one by its absolute path, on this folder. @throws {Error} with its output when it reports a fault */
  async check(tool: string, ...args: readonly string[]): Promise<string> {
    return output(process.execPath, [resolve(project, 'node_modules', tool), ...args], this.path)
  }

  /** Returns the paths of the files of an installed package. */
  files(name: string): readonly string[] {
    const entries = readdirSync(join(this.path, 'node_modules', name), { recursive: true, withFileTypes: true })
    const root = join(this.path, 'node_modules', name)
    return entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1))
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true })
  }
}

/** The path of the packed library. */
export const tarball = String(process.env.ENDWARE_TEST_TARBALL)

function npm(cwd: string, ...args: readonly string[]): Promise<string> {
  return output('npm', args, cwd)
}

async function output(command: string, args: readonly string[], cwd: string): Promise<string> {
  // A consumer does not have the settings of the npm that runs these tests.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_(?!config_)/.test(name)))
  try {
    return (await run(command, args, { cwd, env: { ...env, NODE_OPTIONS: '' } })).stdout
  } catch (cause) {
    const { stdout = '', stderr = '' } = cause as { stdout?: string; stderr?: string }
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause })
  }
}
