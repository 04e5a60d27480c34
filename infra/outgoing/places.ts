import { isIP } from 'node:net'
import { isPublicAddress } from './public-address.ts'
import { OutgoingRefused } from './refusal.ts'

/** An origin to which we go, or a part of it. */
export interface Place {
  /** As `URL.origin` writes it: scheme, host, and a port that is not the scheme's own. */
  readonly origin: string
  /** What its paths begin with; `/` for all. */
  readonly path: string
  /** Whether it may lie on this machine or in a private network, because an operator has named it. */
  readonly nearby: boolean
}

/** Where a request may go: to some places only, or anywhere on the public internet. */
export type Allowed = readonly Place[] | 'anywhere-public'

/**
 * Reads an address that came from outside.
 * @returns the address and whether it may lie nearby.
 * @throws OutgoingRefused of kind `address`, which says what is wrong with it
 */
export function allowedAddress(text: string, allowed: Allowed): { readonly url: URL; readonly nearby: boolean } {
  if (text.length > LONGEST) throw refused('it is too long')
  if (!URL.canParse(text)) throw refused('it is not a web address')
  const url = new URL(text)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') throw refused('it is neither http nor https')
  if (url.username !== '' || url.password !== '') throw refused('it holds a name or a password')
  if (allowed === 'anywhere-public') return { url: publicAddress(url), nearby: false }
  const place = allowed.find(({ origin, path }) => url.origin === origin && url.pathname.startsWith(path))
  if (!place) throw refused(`${url.hostname} is not a place of the carrier`)
  return { url: place.nearby ? url : publicAddress(url), nearby: place.nearby }
}

/** An address written as numbers is judged here, a name when it is looked up. */
function publicAddress(url: URL): URL {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) === 0) {
    if (!host.includes('.') || host.endsWith('.')) throw refused('its host is only known nearby')
  } else if (!isPublicAddress(host)) {
    throw refused('it lies on this machine or in a private network')
  }
  const port = url.port === '' ? null : Number(url.port)
  if (port !== null && port < 1024) throw refused(`port ${port} is no port of web pages`)
  return url
}

/** The same as a sentence; null when we would go there. */
export function refusalOf(text: string, allowed: Allowed): string | null {
  try {
    allowedAddress(text, allowed)
    return null
  } catch (error) {
    if (error instanceof OutgoingRefused) return error.message
    throw error
  }
}

export function refused(why: string): OutgoingRefused {
  return new OutgoingRefused('address', `its address is refused: ${why}`)
}

/** Characters. Longer than any signed link of a file host. */
const LONGEST = 4096
