import { isIP } from 'node:net'
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
  const family = isIP(host)
  if (family === 0) return !host.includes('.') || /\.(localhost|local|internal|lan|home|test|invalid)$/.test(host) ? 'its name is only known nearby' : null
  const near = family === 4 ? privateV4.some((range) => range.test(host)) : /^(::1?$|::ffff:|f[cd]|fe[89ab])/i.test(host)
  return near ? 'it is in a private network' : null
}

const privateV4 = [/^0\./, /^10\./, /^127\./, /^169\.254\./, /^192\.168\./, /^172\.(1[6-9]|2\d|3[01])\./, /^100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\./]
