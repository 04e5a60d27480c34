import type { ReactNode } from 'react'

/** Something to look at: one component in one state. */
export interface Exhibit {
  /** Its anchor in the group, and its address. */
  readonly id: string
  readonly name: string
  /** The file in `apps/web/app` that draws it. */
  readonly source: string
  /**
   * Where it stands in the product: a whole `page` with its own title, one that fills the screen and scrolls by itself
   * (`full`), something from `edge` to edge of the screen, or (when nothing is said) a part among others.
   */
  readonly as?: 'page' | 'full' | 'edge'
  /** A part that wants a document of its own: it has ids that exist once, or opens over everything. Pages always do. */
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

/** Whether it is a page with its own title, in the tab as well. */
export function isPage({ as, source }: Pick<Exhibit, 'as' | 'source'>): boolean {
  return as === 'page' || source.endsWith('.page.tsx')
}
