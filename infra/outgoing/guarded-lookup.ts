import { lookup, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { refused } from './places.ts'

/** Answers with all addresses of a host name, as the machine's own resolver does. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>

/**
 * Looks a host name up for a connection: what is checked is what is connected to, since the socket takes its address from
 * here and asks nobody else. One address that is not public is enough to refuse the name.
 */
export function guardedLookup({
  nearby,
  resolve = resolved,
}: {
  readonly nearby: boolean
  readonly resolve?: Resolve
}): LookupFunction {
  return (host, options, callback) => {
    resolve(host).then(
      (addresses) => {
        const [first] = addresses
        if (!first) return callback(refused('its host is not known'), '', 0)
        if (!nearby && !addresses.every(({ address }) => isPublicAddress(address))) {
          return callback(refused('its host lies on this machine or in a private network'), '', 0)
        }
        if (options.all) callback(null, [...addresses])
        else callback(null, first.address, first.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, '', 0),
    )
  }
}

function resolved(host: string): Promise<readonly LookupAddress[]> {
  return new Promise((resolve, reject) => {
    lookup(host, { all: true }, (error, addresses) => (error ? reject(error) : resolve(addresses)))
  })
}
