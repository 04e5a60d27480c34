import type { Payload } from '@temporalio/common'
import type { PayloadKey } from '../settings.ts'
import { callNamedIn, organisationNamedIn } from './named-organisation.ts'
import { PayloadKeyring } from './payload-keys.ts'
import { sealOf, unseal, type Seal } from './sealed.ts'
import { withoutRecordingPlaces } from './without-recording-places.ts'
import { withoutSecrets } from './without-secrets.ts'

/** Who asks for payloads to be decoded. */
export interface Reader {
  /** The organisations whose histories they may read. */
  readonly organisations: ReadonlySet<string>
  /** The installation's only organisation; null where there are several. */
  readonly only: string | null
}

/** Decodes for people, and only what is theirs to read. */
export interface PayloadReader {
  /** In their order; what may not be read, or cannot be, is replaced by a sentence that says so; where the carrier keeps recordings, and what callers have entered in secret, is left out. */
  read(payloads: readonly Payload[], reader: Reader): readonly ReadPayload[]
}

export interface ReadPayload {
  readonly payload: Payload
  /** Whose it was, where it was decoded. */
  readonly decodedFor: string | null
  /** The call that it names, by the carrier's id; null where it was not decoded, or names none. */
  readonly call: string | null
}

export function payloadReader(keys: readonly PayloadKey[]): PayloadReader {
  const keyring = new PayloadKeyring(keys)
  return { read: (payloads, reader) => payloads.map((payload) => readOne(keyring, payload, reader)) }
}

function readOne(keyring: PayloadKeyring, payload: Payload, reader: Reader): ReadPayload {
  const sealed = sealOf(payload)
  if (!sealed) return { payload, decodedFor: null, call: null }
  try {
    // what says whose it is is not even opened for others
    if (sealed.organisation !== null && !mayRead(sealed.organisation, reader))
      return { payload: saying(OTHERS), decodedFor: null, call: null }
    const plain = unseal(keyring, sealed, payload)
    const organisation = ownerOf(sealed, plain, reader)
    return organisation === null || !mayRead(organisation, reader)
      ? { payload: saying(UNNAMED), decodedFor: null, call: null }
      : { payload: withoutSecrets(withoutRecordingPlaces(plain)), decodedFor: organisation, call: callNamedIn(plain) }
  } catch {
    return {
      payload: saying(`Encrypted with the key "${sealed.key}", which PAYLOAD_KEYS does not name, or changed since.`),
      decodedFor: null,
      call: null,
    }
  }
}

/** Whose a payload is; of one that does not say so, its content must, unless there is but one organisation. */
function ownerOf({ organisation }: Seal, plain: Payload, { only }: Reader): string | null {
  return organisation ?? only ?? organisationNamedIn(plain)
}

/** What belongs to nobody holds nothing of anybody; still, it is shown where there is but one organisation. */
function mayRead(organisation: string, { organisations, only }: Reader): boolean {
  return organisations.has(organisation) || (organisation === '' && only !== null && organisations.has(only))
}

function saying(sentence: string): Payload {
  return {
    metadata: { encoding: new TextEncoder().encode('json/plain') },
    data: new TextEncoder().encode(JSON.stringify(sentence)),
  }
}

const OTHERS = 'Encrypted. It belongs to an organisation whose histories you may not read: its owners and auditors can.'
const UNNAMED =
  'Encrypted. It is older than the keys of organisations and does not say whose it is, so nobody is shown it here.'
