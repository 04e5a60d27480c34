/** What an examination found: all is well, or what is wrong and how to fix it. */
export type Finding =
  | { readonly well: true; readonly says: string }
  | { readonly well: false; readonly says: string; readonly mend: string }

/** One thing that Ringdown needs on this machine. */
export interface Examination {
  readonly what: string
  /** Never throws for trouble that it was made to find. */
  readonly look: () => Promise<Finding>
}

/** Nothing to do. */
export function well(says: string): Finding {
  return { well: true, says }
}

/** Something to do. */
export function ill(says: string, mend: string): Finding {
  return { well: false, says, mend }
}

/** The reason in an exception, for a sentence. */
export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error)
}
