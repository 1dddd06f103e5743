import { type ChildProcess, execFileSync, type SpawnOptions, spawn } from 'node:child_process'
import { once } from 'node:events'

/** The process of a server that a test has started. It ends with the process of the test at the latest. */
export class ServerProcess {
  readonly child: ChildProcess

  constructor(program: string, options: readonly string[], spawning: SpawnOptions) {
    const child = spawn(program, options, { cwd: '/', ...spawning })
    const kill = () => child.kill('SIGKILL')
    process.once('exit', kill)
    child.once('exit', () => process.off('exit', kill))
    this.child = child
  }

  /** Lets the server hang: it accepts connections and answers nothing. */
  hang(): void {
    this.child.kill('SIGSTOP')
  }

  /** Lets a hanging server go on. */
  resume(): void {
    this.child.kill('SIGCONT')
  }

  /** Ends the server by a signal, and resolves when it has ended. */
  async end(signal: NodeJS.Signals): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return
    const exited = once(this.child, 'exit')
    this.child.kill(signal)
    await exited
  }
}

/** Reports whether this machine has a program, by asking for its version. */
export function isInstalled(program: string, versionFlag: string): boolean {
  try {
    execFileSync(program, [versionFlag], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
