import ipaddr from 'ipaddr.js'

/** Whether an IP address belongs to the internet at large: not to this machine, a private network, a cloud's metadata, or a translation to any of them. */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false
  // unwraps ::ffff:127.0.0.1; every other way to write an IPv4 address in IPv6 has a range of its own
  const read = ipaddr.process(address)
  if (read.range() !== 'unicast') return false
  if (read instanceof ipaddr.IPv6) return read.match(globalUnicast)
  return !CLOUD.has(read.toString())
}

/** All that the registries have given out so far; what is outside is special or not yet anything. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3')

/** Public by its range, and yet a cloud's own service for the machine that asks: Azure's. */
const CLOUD: ReadonlySet<string> = new Set(['168.63.129.16'])
