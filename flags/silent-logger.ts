/** The logger of the libraries of flags. The events of the source say everything once; these libraries say it at each try. */
export const silentLogger = {
  error: () => undefined,
  warn: () => undefined,
  info: () => undefined,
  debug: () => undefined,
}
