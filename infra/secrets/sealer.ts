import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { PayloadKey } from '../settings.ts'
import { PayloadKeyring } from '../temporal/payload-keys.ts'

/** Whose a secret is, and what it is for: only whoever names both can open it. */
export interface SealedFor {
  readonly organisation: string
  readonly purpose: string
}

/** Encrypts single texts (AES-256-GCM) with an organisation's own key, under which it also encrypts what Temporal stores. */
export class Sealer {
  readonly #keyring: PayloadKeyring

  /** @param keys the first encrypts; all of them decrypt, so that keys can be rotated. */
  constructor(keys: readonly PayloadKey[]) {
    this.#keyring = new PayloadKeyring(keys)
  }

  /** The text as nobody else can read it: letters, digits, hyphens and underscores. */
  seal(about: SealedFor, text: string): string {
    const key = this.#keyring.current
    const nonce = randomBytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', this.#keyring.of(about.organisation, key), nonce)
    cipher.setAAD(covered(about, key))
    const parts = [cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]
    const id = Buffer.from(key)
    return Buffer.concat([Buffer.from([id.byteLength]), id, nonce, ...parts]).toString('base64url')
  }

  /** @throws Error when its key is not configured, when it is for something else, or when it was changed. */
  open(about: SealedFor, sealed: string): string {
    const bytes = Buffer.from(sealed, 'base64url')
    const from = 1 + (bytes[0] ?? 0)
    const key = bytes.subarray(1, from).toString()
    const data = bytes.subarray(from)
    const decipher = createDecipheriv(
      'aes-256-gcm',
      this.#keyring.of(about.organisation, key),
      data.subarray(0, NONCE),
      { authTagLength: TAG },
    )
    decipher.setAAD(covered(about, key))
    decipher.setAuthTag(data.subarray(-TAG))
    return Buffer.concat([decipher.update(data.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
  }
}

function covered({ organisation, purpose }: SealedFor, key: string): Uint8Array {
  return Buffer.from(JSON.stringify({ sealed: 1, key, organisation, purpose }))
}

const NONCE = 12
const TAG = 16
