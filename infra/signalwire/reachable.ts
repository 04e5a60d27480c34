import { isIP } from 'node:net'
import { isPublicAddress } from '../outgoing/public-address.ts'
import { CarrierError } from './carrier-error.ts'

/**
 * Refuses an address that the real carrier could never call: not https, this machine, or a private
 * network. The carrier would answer `url_is_unsafe`, or worse, every call would go to the fallback.
 * With another base (the emulator's) every address will do.
 *
 * @throws CarrierError of kind `refused`
 */
export function refuseUnreachable({ baseUrl, url }: { readonly baseUrl: string; readonly url: string }): void {
  if (!isRealCarrier(baseUrl)) return
  const why = unreachable(url)
  if (why === null) return
  throw new CarrierError({
    kind: 'refused',
    code: 'url_is_unsafe',
    status: null,
    saying: 'it cannot reach the address at which this server says it is',
    message: `${baseUrl} cannot call ${URL.canParse(url) ? new URL(url).origin : 'our web'}: ${why}. Set PUBLIC_URL to an https address that is reachable from the internet.`,
  })
}

/** Whether this is SignalWire itself. */
export function isRealCarrier(baseUrl: string): boolean {
  return URL.canParse(baseUrl) && /(^|\.)signalwire\.com$/.test(new URL(baseUrl).hostname)
}

function unreachable(text: string): string | null {
  if (!URL.canParse(text)) return 'it is not a web address'
  const { protocol, hostname } = new URL(text)
  if (protocol !== 'https:') return 'it is not https'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) === 0)
    return !host.includes('.') || /\.(localhost|local|internal|lan|home|test|invalid)$/.test(host)
      ? 'its name is only known nearby'
      : null
  return isPublicAddress(host) ? null : 'it is in a private network'
}
