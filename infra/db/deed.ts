import type { Provision } from './number/provision-numbers.ts'
import type { Database } from './orm.ts'

/** Who does something in which organisation, and what it takes. */
export interface DeedContext {
  readonly db: Database
  readonly organisation: string
  /** Id of the member who does it. */
  readonly actor: string
  /** How numbers are set up at the carrier; null leaves that to whoever does several deeds in a row. */
  readonly provision: Provision | null
}
