import type { Account } from '../account.ts'
import { callObject } from '../outgoing/fetch-document.ts'
import type { ScriptDocument } from '../swml/document.ts'
import { ScriptFailure, type ScriptIssue } from '../swml/issue.ts'
import { runDocument, sessionOf } from '../swml/run.ts'
import { Scope } from '../swml/scope.ts'
import type { ConfirmOrder, Services } from '../swml/session.ts'
import type { Leg } from './leg.ts'

/** Where a leg's document is: here, or at a URL. */
export type Source =
  | { document: ScriptDocument }
  | { url: string; method: 'GET' | 'POST'; fallbackUrl?: string; fallbackMethod?: 'GET' | 'POST' }

/** The documents that legs run: each leg one at a time, until it is through, replaced, or the leg is over. */
export class Programs {
  private readonly running = new Map<string, { stop: AbortController; scope: Scope }>()
  private readonly services: Services
  private readonly account: Account

  constructor({ services, account }: { services: Services; account: Account }) {
    this.services = services
    this.account = account
  }

  /** Lets a leg run a document, with these variables or with new ones. */
  run(
    leg: Leg,
    { source, envs, scope }: { source: Source; envs: Record<string, string>; scope?: Scope | undefined },
  ): void {
    const own = scope ?? new Scope({ envs, call: () => callObject(leg, this.account) })
    const stop = new AbortController()
    const forget = leg.listen(() => leg.isOver && stop.abort())
    this.running.set(leg.id, { stop, scope: own })
    void this.runToItsEnd(leg, { source, scope: own, signal: stop.signal }).finally(() => {
      forget()
      if (leg.isOver) this.running.delete(leg.id)
    })
  }

  /** Gives a leg another document; what it ran is dropped where it stands, its variables stay. */
  replace(leg: Leg, source: Source): void {
    const program = this.running.get(leg.id)
    // Rooms and bridges are left within this call; a request that is still out is not waited for.
    program?.stop.abort()
    leg.hush()
    this.run(leg, { source, envs: {}, scope: program?.scope })
  }

  /** Lets a leg go through a `confirm`, and ends it when that says so. */
  async confirm(leg: Leg, { confirm, scope, signal }: ConfirmOrder): Promise<void> {
    const over = new AbortController()
    const stop = leg.listen(() => leg.isOver && over.abort())
    const own = new Scope({ envs: scope.envs, call: () => callObject(leg, this.account) })
    Object.assign(own.vars, scope.vars)
    const run = { leg, scope: own, services: this.services, signal: AbortSignal.any([over.signal, signal]) }
    const main =
      typeof confirm === 'string'
        ? await this.documentOf(leg, { source: { url: confirm, method: 'POST' }, scope: own })
        : { sections: { main: confirm } }
    const session = sessionOf({ ...run, document: main })
    const outcome = await session.runList(main.sections.main ?? []).catch((error: unknown) => {
      if (error instanceof ScriptFailure) this.services.warn(session, error.issue)
      return { kind: 'hangup' as const, reason: 'hangup' as const }
    })
    stop()
    if (outcome.kind === 'hangup') this.services.end(leg, { reason: 'hangup', why: 'not accepted' })
  }

  private async runToItsEnd(
    leg: Leg,
    { source, scope, signal }: { source: Source; scope: Scope; signal: AbortSignal },
  ): Promise<void> {
    try {
      const document = await this.documentOf(leg, { source, scope })
      if (signal.aborted) return
      const reason = await runDocument({ leg, scope, services: this.services, signal, document })
      if (reason)
        this.services.end(leg, {
          reason,
          why: reason === 'hangup' ? 'the document is through' : `the document ended with ${reason}`,
        })
    } catch (error) {
      if (!(error instanceof ScriptFailure)) console.error(error)
      if (signal.aborted) return
      const issue: ScriptIssue =
        error instanceof ScriptFailure ? error.issue : { code: 'relay_script_internal_error', message: String(error) }
      this.services.warn({ leg, scope }, issue)
      this.services.end(leg, { reason: 'error', why: issue.message })
    }
  }

  private async documentOf(leg: Leg, { source, scope }: { source: Source; scope: Scope }): Promise<ScriptDocument> {
    if ('document' in source) return source.document
    const answer = await this.services.fetchDocument(leg, { ...source, scope, params: {} })
    if (answer.ok) return answer.document
    const [first] = answer.issues
    throw new ScriptFailure(first.code, first.message)
  }
}
