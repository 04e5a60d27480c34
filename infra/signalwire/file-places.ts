import type { Place } from '../outgoing/places.ts'
import { THIS_MACHINE } from '../this-machine.ts'
import { isRealCarrier } from './reachable.ts'

/**
 * Where the carrier keeps recordings, as its documentation says: at the space that we talk to, and at its file host, which
 * may lead on to the store behind it. Another carrier (the emulator) is its own origin and nothing else, wherever that is.
 */
export function filePlaces(baseUrl: string): readonly Place[] {
  const base = new URL(baseUrl)
  if (!isRealCarrier(baseUrl)) return namesOf(base).map((origin) => ({ origin, path: '/', nearby: true }))
  const origins = [base.origin, 'https://files.signalwire.com']
  return [
    ...origins.map((origin) => ({ origin, path: '/', nearby: false })),
    { origin: 'https://s3.us-east-2.amazonaws.com', path: '/files.signalwire.com/', nearby: false },
  ]
}

/** The carrier's own origin; this machine under its three names is one, as the emulator names itself by its address. */
export function namesOf(base: URL): readonly string[] {
  if (!THIS_MACHINE.includes(base.hostname)) return [base.origin]
  return THIS_MACHINE.map((hostname) => `${base.protocol}//${hostname}${base.port === '' ? '' : `:${base.port}`}`)
}
