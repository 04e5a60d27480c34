import { BlockList, isIP } from 'node:net'

/** The proxies in front of the web whose word about the client's address is believed. */
export interface TrustedProxies {
  has(address: string): boolean
}

/**
 * Reads TRUSTED_PROXIES: addresses and networks, separated by commas.
 * @throws Error that names the entry that is neither.
 */
export function trustedProxies(text: string): TrustedProxies {
  const list = new BlockList()
  for (const entry of text.split(',').map((part) => part.trim())) {
    if (entry !== '') add(list, entry)
  }
  return {
    has(address) {
      const version = isIP(address)
      return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
    },
  }
}

function add(list: BlockList, entry: string): void {
  const [address = '', prefix, ...rest] = entry.split('/')
  const version = isIP(address)
  const bits = version === 6 ? 128 : 32
  const length = prefix === undefined ? bits : Number(/^\d{1,3}$/.test(prefix) ? prefix : Number.NaN)
  if (version === 0 || rest.length > 0 || !(length <= bits))
    throw new Error(`"${entry}" is neither an address nor a network`)
  if (length === 0) throw new Error(`"${entry}" would trust everybody`)
  list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
}
