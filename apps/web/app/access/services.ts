import { createContext } from 'react-router'
import type { ListenOptions, Listener } from '#infra/db/listen.ts'
import type { Provision } from '#infra/db/number/provision-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import type { AtCall } from '#infra/deeds/calls/end-call.ts'
import type { FileStorage } from '#infra/files/files.ts'
import type { Identity } from '#infra/identity/identity.ts'
import type { Invitation } from '#infra/identity/invitations.ts'
import type { Mailer } from '#infra/mail/mailer.ts'
import type { Sealer } from '#infra/secrets/sealer.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import type { PayloadReader } from '#infra/temporal/readable-payloads.ts'

/** What loaders and actions work with; opened once on the pages' side of the web (`server/services.ts`). */
export interface Services {
  readonly db: Database
  /** Recordings and exported histories. */
  readonly files: FileStorage
  /** Sets numbers up at the carrier. */
  readonly provision: Provision | null
  /** The carrier itself, for what has no deed of its own. */
  readonly carrier: SignalWire
  readonly actOnCall: AtCall['actOnCall']
  /** Hears what the database tells, on a connection of its own until it is closed; one per process is enough. */
  listen(options: Omit<ListenOptions, 'url'>): Listener
  readonly identity: Identity
  /** Writes to a member how to sign in. @throws Error with a sentence when the letter could not be sent. */
  invite(invitation: Invitation): Promise<void>
  readonly mailer: Mailer
  /** Whether this is the demo: mail is shown on a local page, and the demo logins work. */
  readonly demo: boolean
  readonly publicUrl: string
  /** Closes and opens what webhooks send in secret, and what they are signed with. */
  readonly sealer: Sealer
  /** Decrypts what Temporal keeps, for whoever may read it. */
  readonly payloads: PayloadReader
  /** Origins of Temporal's pages, which may ask us to decode. */
  readonly temporalPages: readonly string[]
}

export const servicesContext = createContext<Services>()
