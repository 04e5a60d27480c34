import type { Provision } from './number/provision-numbers.ts'
import type { Database } from './orm.ts'
import type { RoleHolder } from '../deeds/permissions.ts'

/** Who does something in which organisation, and from where: what the record of deeds says of whoever did one. */
export interface DoneBy {
  readonly organisation: string
  /** Id of the member who does it; null: the installation itself, as on its command line. */
  readonly actor: string | null
  /** The name of whoever did it, where it was neither a member nor the installation. */
  readonly called?: string
  /** The address from which it was asked for, as `client-address.ts` knows it; null where nobody asked over a network. */
  readonly address: string | null
}

/** Who does something in which organisation, and what it takes. */
export interface DeedContext extends DoneBy {
  readonly db: Database
  /** What they may do: their roles. */
  readonly who: RoleHolder
  /** How numbers are set up at the carrier; null leaves that to whoever does several deeds in a row. */
  readonly provision: Provision | null
}
