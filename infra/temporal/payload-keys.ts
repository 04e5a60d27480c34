import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto'
import type { PayloadKey } from '../settings.ts'

/** The keys that encrypt what Temporal stores, one for each organisation and one for what belongs to none; taken in once, as every payload needs one. */
export class PayloadKeyring {
  /** Id of the key that encrypts from now on. */
  readonly current: string
  readonly #keys: ReadonlyMap<string, KeyObject>
  readonly #derived = new Map<string, KeyObject>()

  /** @param keys the first encrypts, all decrypt. */
  constructor(keys: readonly PayloadKey[]) {
    const [current] = keys
    if (!current) throw new Error('PAYLOAD_KEYS names no key: it needs one at least, as id:base64')
    this.current = current.id
    this.#keys = new Map(keys.map(({ id, key }) => [id, createSecretKey(key)]))
  }

  /**
   * The installation's key itself, with which everything was encrypted before organisations had keys of their own.
   * @throws Error that names the key when it is not configured
   */
  installation(id: string): KeyObject {
    const key = this.#keys.get(id)
    if (!key) throw new Error(`the payload is encrypted with the key "${id}", which PAYLOAD_KEYS does not name`)
    return key
  }

  /** An organisation's key, derived from the installation's (HKDF-SHA-256, RFC 5869); '' for what belongs to no organisation. @throws Error as above */
  of(organisation: string, id: string): KeyObject {
    const name = `${id} ${organisation}`
    const known = this.#derived.get(name)
    if (known) return known
    const key = createSecretKey(
      new Uint8Array(hkdfSync('sha256', this.installation(id), '', `ringdown payloads of ${organisation}`, 32)),
    )
    // names come out of payloads: nobody may fill the memory with made-up ones
    if (this.#derived.size >= REMEMBERED) this.#derived.clear()
    this.#derived.set(name, key)
    return key
  }
}

const REMEMBERED = 10_000
