/** Reports whether the content of a URL cannot be changed on its way: the URL uses TLS, or does not leave this machine. */
export function isProtected({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || /^(localhost|127(\.\d+){3}|\[::1\])$/.test(hostname)
}
