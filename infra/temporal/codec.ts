import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import type { Payload, PayloadCodec } from '@temporalio/common'
import proto from '@temporalio/proto'
import type { PayloadKey } from '../settings.ts'

/**
 * Compresses, then encrypts every payload on its way to Temporal, so that its database holds no
 * phone number, name or prompt in the clear (AES-256-GCM; the key's id stands in the metadata).
 * The first key encrypts; all keys decrypt, so that keys can be rotated.
 * @throws Error when a payload names a key that is not configured.
 */
export class EncryptingCodec implements PayloadCodec {
  readonly #current: PayloadKey
  readonly #keys: ReadonlyMap<string, Uint8Array>

  constructor(keys: readonly PayloadKey[]) {
    const [current] = keys
    if (!current) throw new Error('PAYLOAD_KEYS names no key: it needs one at least, as id:base64')
    this.#current = current
    this.#keys = new Map(keys.map(({ id, key }) => [id, key]))
  }

  async encode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const plain = deflateRawSync(proto.temporal.api.common.v1.Payload.encode(payload).finish(), { level: 4 })
      const nonce = randomBytes(NONCE)
      const cipher = createCipheriv('aes-256-gcm', this.#current.key, nonce)
      const secret = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
      return { metadata: { encoding: bytes(ENCODING), [KEY_ID]: bytes(this.#current.id) }, data: secret }
    })
  }

  async decode(payloads: Payload[]): Promise<Payload[]> {
    return payloads.map((payload) => {
      const { metadata, data } = payload
      if (!metadata || !data || text(metadata['encoding']) !== ENCODING) return payload
      const id = text(metadata[KEY_ID])
      const key = this.#keys.get(id)
      if (!key) throw new Error(`the payload is encrypted with the key "${id}", which PAYLOAD_KEYS does not name`)
      const decipher = createDecipheriv('aes-256-gcm', key, data.subarray(0, NONCE))
      decipher.setAuthTag(data.subarray(-TAG))
      const plain = Buffer.concat([decipher.update(data.subarray(NONCE, -TAG)), decipher.final()])
      return proto.temporal.api.common.v1.Payload.decode(inflateRawSync(plain))
    })
  }
}

const ENCODING = 'binary/ringdown-encrypted'
const KEY_ID = 'encryption-key-id'
const NONCE = 12
const TAG = 16

const bytes = (words: string): Uint8Array => new TextEncoder().encode(words)
const text = (given: Uint8Array | null | undefined): string => (given ? new TextDecoder().decode(given) : '')
