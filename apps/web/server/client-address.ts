import { isIP, isIPv6 } from 'node:net'
import ipaddr from 'ipaddr.js'
import type { TrustedProxies } from '#infra/trusted-proxies.ts'

export interface Connection {
  /** The other end of the connection, as the operating system says. */
  readonly peer: string
  /** The header X-Forwarded-For: whom each proxy on the way was asked by, the nearest to us last. */
  readonly forwardedFor: string | null
  readonly trusted: TrustedProxies
}

/**
 * Who asks. Each proxy adds the address that it saw, so the header is believed from its end, as long as the one that
 * wrote an entry is trusted; what a client wrote there itself stands further left and is never reached.
 */
export function clientAddress({ peer, forwardedFor, trusted }: Connection): string {
  let client = plain(peer) ?? peer
  for (const said of (forwardedFor ?? '').split(',').toReversed()) {
    if (!trusted.has(client)) break
    const before = plain(said.trim())
    if (before === null) break // "unknown", or no address at all: the proxy's own is the last that is certain
    client = before
  }
  return client
}

/** The addresses that one client may have: of IPv6 a whole network of 64 bits, of IPv4 the address itself. */
export function networkOf(address: string): string {
  if (!isIPv6(address)) return address
  const groups = ipaddr.IPv6.parse(address).parts.slice(0, 4)
  return `${groups.map((group) => group.toString(16)).join(':')}::/64`
}

/** Without brackets, port and zone, and IPv4 as such; null for what is not an address. */
function plain(written: string): string | null {
  const [, inBrackets] = /^\[([^\]]+)\](?::\d+)?$/.exec(written) ?? []
  const [, withoutPort] = /^([\d.]+):\d+$/.exec(written) ?? []
  const address = (inBrackets ?? withoutPort ?? written).replace(/%.*/s, '')
  const [, mapped] = /^::ffff:([\d.]+)$/i.exec(address) ?? []
  const found = mapped ?? address
  return isIP(found) === 0 ? null : found
}
