import { isIP } from 'node:net'
import { z } from 'zod'

/** The names of networks that Express knows. */
const names: readonly string[] = ['loopback', 'linklocal', 'uniquelocal']

/** The most trusted proxies in a row. */
const mostHops = 10

const must = `be the number of proxies (1 to ${mostHops}), or addresses and networks such as 10.0.0.0/8, and ${names.join(', ')}, with commas between them; never all addresses, and IPv4 in its own notation`

/**
 * The schema of trusted proxies: their number, or their addresses and networks. `true` and networks of all addresses are refused, because
 * every client could then choose its address. So is IPv4 in the notation of IPv6: `::ffff:10.0.0.0/8` are all addresses of IPv4.
 */
export const proxies = z.string().transform((text, context): number | readonly string[] => {
  if (/^\d+$/.test(text) && Number(text) >= 1 && Number(text) <= mostHops) return Number(text)
  const each = text.split(/\s*,\s*/)
  if (each.every(isNetwork)) return Object.freeze(each)
  context.addIssue({ code: 'custom', message: must })
  return z.NEVER
})

function isNetwork(text: string): boolean {
  if (names.includes(text)) return true
  const [, address = '', bits] = /^([\da-f.:]+)(?:\/(\d{1,3}))?$/i.exec(text) ?? []
  const version = isIP(address)
  if (version === 0 || isMapped(address)) return false
  return bits === undefined || (Number(bits) >= 8 && Number(bits) <= (version === 4 ? 32 : 128))
}

/** Reports whether an address of IPv6 stands for one of IPv4, in any notation of its zeros. */
function isMapped(address: string): boolean {
  return /^(0*:)*:?0*:?(0*:)*ffff:[^:]+(:[^:]+)?$/i.test(address) || (address.includes(':') && address.includes('.'))
}
