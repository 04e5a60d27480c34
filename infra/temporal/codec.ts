import type { Payload, PayloadCodec, SerializationContext } from '@temporalio/common'
import type { PayloadKey } from '../settings.ts'
import { organisationNamedIn } from './named-organisation.ts'
import { organisationInScope } from './organisation-scope.ts'
import { PayloadKeyring } from './payload-keys.ts'
import { seal, sealOf, unseal } from './sealed.ts'

/**
 * Compresses, then encrypts every payload on its way to Temporal, so that its database holds no
 * phone number, name or prompt in the clear. Each organisation's are encrypted with a key of its own.
 *
 * Whoever writes a payload says whose it is by `inOrganisation`; otherwise it is its workflow's, whose organisation is
 * known from what was read of it before: a worker has read a call's input before it writes anything of that call. What is
 * nobody's (the watch over the carrier) has the installation's key.
 *
 * Payloads from before there was a key for each organisation stay readable.
 */
export class EncryptingCodec implements PayloadCodec {
  readonly #keyring: PayloadKeyring
  readonly #organisations = new Map<string, string>()

  /** @param keys the first encrypts; all of them decrypt, so that keys can be rotated. */
  constructor(keys: readonly PayloadKey[]) {
    this.#keyring = new PayloadKeyring(keys)
  }

  async encode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    const call = callOf(context)
    const scope = organisationInScope()
    if (scope !== null) this.#learn(call, scope)
    const organisation = scope ?? this.#organisations.get(call) ?? NOBODY
    return payloads.map((payload) => seal(this.#keyring, organisation, payload))
  }

  /** @throws Error when a payload names a key that is not configured, or was changed. */
  async decode(payloads: Payload[], context?: SerializationContext): Promise<Payload[]> {
    return payloads.map((payload) => {
      const sealed = sealOf(payload)
      if (!sealed) return payload
      const plain = unseal(this.#keyring, sealed, payload)
      this.#learn(callOf(context), sealed.organisation ?? organisationNamedIn(plain) ?? NOBODY)
      return plain
    })
  }

  #learn(call: string, organisation: string): void {
    if (call === '' || organisation === NOBODY) return
    // the newest is last: calls that nobody mentions any more are forgotten first
    this.#organisations.delete(call)
    this.#organisations.set(call, organisation)
    if (this.#organisations.size <= REMEMBERED) return
    const [oldest] = this.#organisations.keys()
    if (oldest !== undefined) this.#organisations.delete(oldest)
  }
}

/** What belongs to no organisation. */
const NOBODY = ''

/** More calls than one process can have at once. */
const REMEMBERED = 50_000

/** The call that a workflow or an activity is about; a call's companions carry its name after their own. */
function callOf(context: SerializationContext | undefined): string {
  return (context?.workflowId ?? '').replace(/^[^/]*\//, '')
}
