import { isIPv4, isIPv6 } from 'node:net'

/**
 * Whether a text is the SIP address of a device, in the characters that RFC 3261 (section 25.1) has for each of its parts:
 * `sip:user@host:port;parameters`. No password, which would be shown to colleagues, and no headers, which would go into
 * every call to it. Nothing is escaped that would stand for a variable of the carrier, or a line break, once somebody on the
 * way has read the escapes.
 */
export function isSipAddress(text: string): boolean {
  if (text.length > LONGEST || HARMFUL_ESCAPE.test(text)) return false
  const [scheme, user, rest] = parts(text)
  if (!/^sips?$/i.test(scheme) || !/^(?:[\w.!~*'()&=+$,;?/-]|%[0-9a-f]{2})+$/i.test(user)) return false
  const [place = '', ...parameters] = rest.split(';')
  return isPlace(place) && parameters.every((parameter) => PARAMETER.test(parameter))
}

function parts(text: string): readonly [scheme: string, user: string, rest: string] {
  const colon = text.indexOf(':')
  const at = text.indexOf('@')
  return colon < 0 || at < colon ? ['', '', ''] : [text.slice(0, colon), text.slice(colon + 1, at), text.slice(at + 1)]
}

/** A host name, an IPv4 address or an IPv6 address in brackets, and a port. */
function isPlace(place: string): boolean {
  const [, host = '', port] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(place) ?? []
  if (port !== undefined && (Number(port) < 1 || Number(port) > 65_535)) return false
  return host.startsWith('[') ? isIPv6(host.slice(1, -1)) : isIPv4(host) || isHostName(host.replace(/\.$/, ''))
}

/** The last label begins with a letter: digits there are meant as an IPv4 address, which this then is not. */
function isHostName(host: string): boolean {
  const labels = host.split('.')
  return (
    labels.every((label) => /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i.test(label)) && /^[a-z]/i.test(labels.at(-1) ?? '')
  )
}

/** Of `$`, `%`, `{`, `}` and control characters. */
const HARMFUL_ESCAPE = /%(?:24|25|7b|7d|7f|[01][0-9a-f])/i

const PARAMETER = /^(?:[\w.!~*'()[\]/:&+$-]|%[0-9a-f]{2})+(?:=(?:[\w.!~*'()[\]/:&+$-]|%[0-9a-f]{2})+)?$/i

/** Characters. */
const LONGEST = 255
