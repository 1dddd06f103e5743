/**
 * Ignores that the reader of standard output or standard error has gone, as `head` does. The program goes on, so that an import is not
 * cut in the middle, and keeps its exit code. Any other failure to write, such as a full disk, ends the program. The service has a log that
 * ignores all of them.
 */
export function ignoreClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
