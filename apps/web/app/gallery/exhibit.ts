import type { ReactNode } from 'react'

/** Something to look at: one component in one state. */
export interface Exhibit {
  /** Its anchor in the group, and its address. */
  readonly id: string
  readonly name: string
  /** The file in `apps/web/app` that draws it. */
  readonly source: string
  /**
   * It wants a document of its own: a whole page, a dialog, or ids that exist once. Everything else is drawn among its
   * neighbours.
   */
  readonly alone?: boolean
  /** Its clock goes on between the server's drawing and the browser's, so only the browser draws it, as in the product. */
  readonly ticks?: boolean
  /** @param now milliseconds since 1970; everything that the exhibit tells happened relative to it. */
  show(now: number): ReactNode
}

export interface ExhibitGroup {
  readonly id: string
  readonly name: string
  readonly exhibits: readonly Exhibit[]
}
