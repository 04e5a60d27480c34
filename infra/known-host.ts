import { isIP } from 'node:net'
import { THIS_MACHINE } from './this-machine.ts'

/**
 * Whether a Host header names a server that answers on this machine only. Any page can have its own name resolve to this
 * machine (DNS rebinding), and would share an origin with what answers there: then the header has that name. An address
 * in numbers is nobody's name.
 */
export function isKnownHost(header: string | undefined): boolean {
  const name = nameIn(header ?? '')
  return name !== null && (name === 'localhost' || isIP(name.replace(/^\[|\]$/g, '')) !== 0)
}

/** Whether an address is this machine's own and is asked for without TLS, which no foreign name would get past. */
export function isOwnAddress(url: string): boolean {
  const { protocol, hostname } = new URL(url)
  return protocol === 'http:' && THIS_MACHINE.includes(hostname)
}

/** The name in a Host header, in lower case; null when it is none. */
function nameIn(host: string): string | null {
  const match = /^(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253})(?::\d{1,5})?$/i.exec(host)
  return match?.[1]?.toLowerCase() ?? null
}
