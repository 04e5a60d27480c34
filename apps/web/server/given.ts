import type { Env } from '#infra/env.ts'
import type { Services } from '../app/access/services.ts'

/**
 * What Node's side of the web hands to the pages' side, which Vite builds. Modules that both sides import exist twice, so
 * nothing but plain values and functions crosses here.
 */
export interface Given {
  readonly mode: 'production' | 'development'
  /** The settings, parsed on Node's side: built code could not find the files they are read from. */
  readonly env: Env
  /** Whether the demo's published logins work, and mail is shown on a page. */
  readonly demo: boolean
  /** Address of the page of virtual phones; null when the carrier is a real one. */
  readonly phonesUrl: string | null
  /** What keeps the product from taking calls, a sentence each; empty when it is ready. */
  trouble(): Promise<readonly string[]>
  /** Somebody does something to a running call. */
  readonly actOnCall: Services['actOnCall']
  /** An error on a page that nobody expected. */
  report(error: unknown, where: { readonly method: string; readonly path: string }): void
  /** Trouble that belongs to no page, in words that name nobody. */
  tell(message: string): void
}

/** How a line of the log about the carrier begins. */
export const CARRIER_TROUBLE = 'The carrier did not do what was asked: '
