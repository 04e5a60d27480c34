import type { Payload } from '@temporalio/common'
import { changedPayload } from './changed-payload.ts'

/**
 * A payload without the addresses at which the carrier keeps what callers left: in words, news, events and their keys, and in
 * what activities find and keep. They are for nobody, as in every other record of a call: whoever knows one can listen
 * there, without anybody noting it.
 */
export function withoutRecordingPlaces(payload: Payload): Payload {
  return changedPayload(payload, withoutPlace)
}

/** The same for one value in it, after its contents. */
function withoutPlace(value: unknown): unknown {
  if (typeof value === 'string') return value.startsWith(EVENT_KEY) ? EVENT_KEY : value
  if (typeof value !== 'object' || value === null) return value
  // a recording is recognised by its length, whatever else is said of it
  const isRecording = 'url' in value && 'seconds' in value
  const places = ['record_url', ...(isRecording ? ['url'] : [])].filter((name) => name in value)
  return places.length === 0 ? value : { ...value, ...Object.fromEntries(places.map((name) => [name, ''])) }
}

/** How the key of a recording's event begins; the address follows (`eventKey`). */
const EVENT_KEY = 'recording:'
