import { isIP } from 'node:net'
import { hostname, networkInterfaces } from 'node:os'
import { isEmulated } from '../../emulated.ts'
import type { Settings } from '../../settings.ts'

/** To whom the product's ports are open. */
export interface Exposure {
  /** The address on which the web and, where it plays the carrier, the emulator listen; undefined for every address there is. */
  readonly host: string | undefined
  /** What a person who has opened it should know, a sentence each. */
  readonly warnings: readonly string[]
}

/** The loopback: nobody but this machine. */
export const NOBODY_ELSE = '127.0.0.1'

/**
 * A demo has published passwords and telephones that anybody may answer, so it is for this machine only, until `--host` opens
 * it. A product with a real carrier must be reached from outside, and listens on every address. PostgreSQL, Temporal and
 * its pages always listen on the loopback only.
 * @throws Error when `--host` is no address.
 */
export function exposureOf(
  settings: Settings,
  { demo, host }: { readonly demo: boolean; readonly host: string | undefined },
): Exposure {
  if (host !== undefined && isIP(host) === 0)
    throw new Error('--host takes an address of this machine, such as --host 0.0.0.0 for all of them.')
  const isDemo = demo || isEmulated(settings)
  if (host === undefined) return { host: isDemo ? NOBODY_ELSE : undefined, warnings: [] }
  return { host, warnings: isDemo && !isLoopback(host) ? warnings(settings, { demo, host }) : [] }
}

function warnings(
  { PUBLIC_URL, WEB_PORT }: Settings,
  { demo, host }: { readonly demo: boolean; readonly host: string },
): string[] {
  const what = demo
    ? 'sign in with the demo’s published passwords, and use the virtual phones'
    : 'use the virtual phones'
  const opened = `--host ${host}: everybody who reaches this machine over the network can ${what}.`
  if (!isLoopback(new URL(PUBLIC_URL).hostname)) return [opened]
  return [
    opened,
    `Forms work only at PUBLIC_URL, which is ${PUBLIC_URL}: set it to http://${ownAddresses()[0] ?? 'the address of this machine'}:${WEB_PORT} to use them from elsewhere.`,
  ]
}

/** The names under which the emulator may be asked when it listens on this address; any other is a page's trick. */
export function namesOf(host: string, { PUBLIC_URL }: Pick<Settings, 'PUBLIC_URL'>): readonly string[] {
  return isLoopback(host) ? [] : [...new Set([new URL(PUBLIC_URL).hostname, hostname(), ...ownAddresses()])]
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.')
}

function ownAddresses(): string[] {
  return Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? []).flatMap(({ internal, family, address }) => (internal || family !== 'IPv4' ? [] : [address])),
  )
}
