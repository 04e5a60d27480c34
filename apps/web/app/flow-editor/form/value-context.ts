import { createContext, use } from 'react'
import type { Knowing } from '#flows/language/offered-values.ts'

/** A value that may be put into a text. */
export interface OfferedValue {
  readonly name: string
  readonly words: string
  readonly example: string
  /** The title of the node that gives it; null for what every call has. */
  readonly from: string | null
  /** What may stand instead where it is empty, to begin with; null where it never is. */
  readonly otherwise: string | null
  /** It may stand only in what is sent to a web service. */
  readonly secret: boolean
  readonly knowing: Exclude<Knowing, 'never'>
}

/** What may be said at the node whose form this is, asked when somebody wants to know; null where texts have no values. */
export const ValuesContext = createContext<(() => readonly OfferedValue[]) | null>(null)

export function useOfferedValues(): (() => readonly OfferedValue[]) | null {
  return use(ValuesContext)
}
