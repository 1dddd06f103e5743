/** The server cannot listen on its host and port. The message tells the person who starts it the cause and the remedy. */
export class ListenError extends Error {
  override readonly name = 'ListenError'
  readonly code: string

  constructor(host: string, port: number, cause: unknown) {
    const code = codeOf(cause)
    super(`The service cannot listen on ${host} port ${port}: ${advice(code, host, port)}`, { cause })
    this.code = code
  }
}

function codeOf(cause: unknown): string {
  return typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : 'UNKNOWN'
}

function advice(code: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `another program uses it.\nChoose another port: PORT=${port === 65535 ? 3000 : port + 1} npm start`
    case 'EACCES':
      return 'the system does not allow it.\nPorts below 1024 are often reserved; choose a higher one: PORT=3000 npm start'
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EINVAL':
      return `${host} is not an address of this machine.\nUse one that is, or 0.0.0.0 for all: HOST=127.0.0.1 npm start`
    default:
      return `${code}.\nChoose another address or port: HOST=127.0.0.1 PORT=3001 npm start`
  }
}
