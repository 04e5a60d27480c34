import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Payload } from '@temporalio/common'
import proto from '@temporalio/proto'
import type { PayloadKeyring } from './payload-keys.ts'

/** What an encrypted payload says of itself in the clear. */
export interface Seal {
  readonly key: string
  /** Whose it is: '' for nobody's, null where it was written before payloads said so. */
  readonly organisation: string | null
}

/** Compresses and encrypts (AES-256-GCM) a payload for an organisation, whose name is authenticated with it. */
export function seal(keyring: PayloadKeyring, organisation: string, payload: Payload): Payload {
  const id = keyring.current
  const plain = deflateRawSync(proto.temporal.api.common.v1.Payload.encode(payload).finish(), { level: 4 })
  const nonce = randomBytes(NONCE)
  const cipher = createCipheriv('aes-256-gcm', keyring.of(organisation, id), nonce).setAAD(covered(id, organisation))
  const secret = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
  return {
    metadata: {
      encoding: bytes(ENCODING),
      [KEY_ID]: bytes(id),
      [FORMAT]: bytes('2'),
      [ORGANISATION]: bytes(organisation),
    },
    data: secret,
  }
}

/** What a payload says of itself; null when it is not encrypted by us. */
export function sealOf({ metadata, data }: Payload): Seal | null {
  if (!metadata || !data || text(metadata['encoding']) !== ENCODING) return null
  return {
    key: text(metadata[KEY_ID]),
    organisation: text(metadata[FORMAT]) === '2' ? text(metadata[ORGANISATION]) : null,
  }
}

/** @throws Error when its key is not configured, or when anything in it, its organisation included, was changed. */
export function unseal(keyring: PayloadKeyring, { key: id, organisation }: Seal, payload: Payload): Payload {
  const data = payload.data ?? new Uint8Array()
  const key = organisation === null ? keyring.installation(id) : keyring.of(organisation, id)
  const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE), { authTagLength: TAG })
  if (organisation !== null) decipher.setAAD(covered(id, organisation))
  decipher.setAuthTag(data.subarray(-TAG))
  const plain = Buffer.concat([decipher.update(data.subarray(NONCE, -TAG)), decipher.final()])
  return proto.temporal.api.common.v1.Payload.decode(inflateRawSync(plain))
}

function covered(key: string, organisation: string): Uint8Array {
  return bytes(JSON.stringify({ format: 2, key, organisation }))
}

const ENCODING = 'binary/ringdown-encrypted'
const KEY_ID = 'encryption-key-id'
const FORMAT = 'encryption-format'
const ORGANISATION = 'encryption-organisation'
const NONCE = 12
const TAG = 16

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words)
/** An empty value comes as an empty list from the worker's core, which no decoder takes. */
const text = (given: Uint8Array | null | undefined): string =>
  given && given.length > 0 ? new TextDecoder().decode(given) : ''
