import { createContext } from 'react-router'
import type { Database } from '#infra/db/orm.ts'
import type { FileStorage } from '#infra/files/files.ts'
import type { Provision } from '#infra/db/number/provision-numbers.ts'

/** What loaders and actions work with; opened once on the pages' side of the web (`server/services.ts`). */
export interface Services {
  readonly db: Database
  /** Recordings and exported histories. */
  readonly files: FileStorage
  /** Sets numbers up at the carrier. */
  readonly provision: Provision | null
  /** Ends a caller's leg at the carrier, by the carrier's id of the call. */
  endCall(call: string): Promise<void>
  /** Whether this is the demo: mail is shown on a local page, and the demo logins work. */
  readonly demo: boolean
  readonly publicUrl: string
}

export const servicesContext = createContext<Services>()
