import { createContext } from 'react-router'
import type { Who } from './permissions.ts'

/** The person who is signed in, and the organisation that they work in. */
export interface Session extends Who {
  readonly organisation: { readonly id: string; readonly name: string }
  readonly name: string
  readonly email: string
  /** Names of those who could change what this person may do: owners first, then admins. */
  readonly administrators: readonly string[]
  /** Every organisation that the person belongs to, this one included. */
  readonly organisations: readonly { readonly id: string; readonly name: string }[]
}

/** Set by the middleware of the signed-in layout; reading it elsewhere throws, which is right. */
export const sessionContext = createContext<Session>()
