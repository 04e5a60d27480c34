/** What the page of virtual phones is told as it happens. */
export type PageNews =
  | { event: 'call'; id: string }
  | { event: 'phone'; number: string }
  | { event: 'reset' }
  | { event: 'timeline'; callId: string; entry: { ms: number; who: string; what: string; detail: string } }

/** Passes news to whoever listens; nobody has to. */
export class NewsDesk {
  private readonly listeners = new Set<(news: PageNews) => void>()

  /** Listens until the returned function is called. */
  listen(listener: (news: PageNews) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  /** Tells everybody. */
  tell(news: PageNews): void {
    for (const listener of this.listeners) listener(news)
  }
}
