import type { Account } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { NewsDesk } from '../news.ts'
import { callObject } from '../outgoing/fetch-document.ts'
import type { Settings } from '../settings.ts'
import type { ScriptDocument } from '../swml/document.ts'
import { ScriptFailure, type ScriptIssue } from '../swml/issue.ts'
import { runDocument, sessionOf } from '../swml/run.ts'
import { Scope } from '../swml/scope.ts'
import type { ConfirmOrder, PlaceOrder, Services, Session } from '../swml/session.ts'
import { behave } from './behave.ts'
import { Calls, type Call } from './calls.ts'
import { Leg, STATE_EVENTS, type EndReason, type StatusTarget } from './leg.ts'
import { Limits } from './limits.ts'
import { Phones } from './phones.ts'
import { StartQueue } from './queue.ts'
import { sendDigits } from './send-digits.ts'
import type { Status } from './status.ts'

/** Where a leg's document is: here, or at a URL. */
export type Source = { document: ScriptDocument } | { url: string; method: 'GET' | 'POST'; fallbackUrl?: string; fallbackMethod?: 'GET' | 'POST' }

/** An API `dial`, checked. */
export interface DialOrder {
  from: string
  to: string
  /** The caller id that the called see. */
  shown: string
  /** Keys sent once the call is answered, before its document runs. */
  digits: string
  /** Ring time in seconds. */
  timeout: number
  source: Source
  envs: Record<string, string>
  status: StatusTarget | null
  call: Call | undefined
}

/** What the switchboard gets from outside; the rest of {@link Services} it is itself. */
export type Outside = Pick<Services, 'request' | 'fetchDocument' | 'keepRecording' | 'rooms'> & { account: Account; clock: Clock; settings: Settings; status: Status; news: NewsDesk }

const SETUP_MS = 20
const LONGEST_CALL_S = 14_400
const LONGEST_KEPT_LEGS = 20_000

/** Sets legs up, runs their documents, and takes them down: the carrier's heart. */
export class Switchboard implements Services {
  readonly legs = new Map<string, Leg>()
  readonly calls = new Calls()
  readonly phones = new Phones()
  readonly clock: Clock
  readonly settings: Settings
  readonly rooms: Services['rooms']
  readonly request: Services['request']
  readonly fetchDocument: Services['fetchDocument']
  readonly keepRecording: Services['keepRecording']
  readonly tellStatus: Services['tellStatus']
  private readonly outside: Outside
  private readonly queue: StartQueue
  private readonly limits: Limits
  private readonly programs = new Map<string, { stop: AbortController; scope: Scope }>()

  constructor(outside: Outside) {
    this.outside = outside
    this.clock = outside.clock
    this.settings = outside.settings
    this.rooms = outside.rooms
    this.request = outside.request
    this.fetchDocument = outside.fetchDocument
    this.keepRecording = outside.keepRecording
    this.tellStatus = (leg, order) => outside.status.tell(leg, order)
    this.limits = new Limits(outside.clock)
    this.queue = new StartQueue(outside.clock, outside.settings)
  }

  /** Somebody calls a business number. */
  arrive({ from, to, source, status }: { from: string; to: string; source: Source | { missing: string }; status: StatusTarget | null }): Call {
    const leg = this.register(new Leg(this.clock, { direction: 'inbound', from, to }))
    const call = this.calls.open(leg)
    if (status) leg.statusTargets.push(status)
    if (from !== 'anonymous') this.phones.at(from).placed.unshift(leg)
    leg.note('caller', 'dials', to)
    leg.enter('created')
    if ('missing' in source) this.refuse(leg, source.missing)
    else this.run(leg, { source, envs: {} })
    return call
  }

  /** An API command places a leg. */
  dial(order: DialOrder): Leg {
    const leg = this.register(new Leg(this.clock, { direction: 'outbound', from: order.from, to: order.to, shown: order.shown, byApi: true }))
    if (order.call) this.calls.adopt(order.call, leg)
    if (order.status) leg.statusTargets.push(order.status)
    if ('url' in order.source) leg.documentUrl = order.source.url
    this.enqueue(leg, { timeout: order.timeout, counts: true, whenAnswered: () => this.begin(leg, order) })
    return leg
  }

  /** `connect` places a leg. */
  place(order: PlaceOrder): Leg {
    const leg = this.register(new Leg(this.clock, { direction: 'outbound', from: order.from, to: order.to }))
    leg.parent = order.parent
    leg.headers = order.headers
    const call = order.parent.callId ? this.calls.get(order.parent.callId) : undefined
    if (call) this.calls.adopt(call, leg)
    for (const { name, value } of order.headers) leg.note('carrier', 'notes', `connect: header ${name}: ${value}`)
    if (order.status) leg.statusTargets.push({ ...order.status, byDial: false })
    this.enqueue(leg, { timeout: order.timeout, counts: this.settings.connectCountsAsCall, whenAnswered: () => undefined })
    return leg
  }

  /** Gives an answered leg another document; what it ran is dropped where it stands, its variables stay. */
  redirect(leg: Leg, source: Source): void {
    const program = this.programs.get(leg.id)
    // Rooms and bridges are left within this call; a request that is still out is not waited for.
    program?.stop.abort()
    leg.hush()
    this.run(leg, { source, envs: {}, scope: program?.scope })
  }

  /** Picks up: the carrier a caller's leg, a person a leg that rings. */
  answer(leg: Leg): void {
    if (!leg.enter('answered')) return
    this.limit(leg, LONGEST_CALL_S)
    leg.hush()
    leg.note(leg.direction === 'inbound' ? 'carrier' : leg.to, 'answers', '')
  }

  limit(leg: Leg, seconds: number): void {
    this.limits.set(leg, { seconds, end: () => this.end(leg, { reason: 'hangup', why: `the call has lasted ${String(seconds)} s, which is its limit` }) })
  }

  /** Ends a leg from the carrier's side. */
  end(leg: Leg, { reason, why }: { reason: EndReason; why: string }): void {
    if (leg.isOver) return
    if (leg.state === 'ringing' && leg.direction === 'outbound') leg.note(leg.to, 'stops-ringing', why)
    else leg.note('carrier', 'hangs-up', why)
    leg.end(reason)
  }

  /** The far end hangs up, or turns a ringing leg down. */
  leave(leg: Leg): void {
    if (leg.isOver) return
    const ringing = leg.direction === 'outbound' && leg.state !== 'answered'
    leg.note(leg.who, ringing ? 'declines' : 'hangs-up', '')
    leg.end(ringing ? 'declined' : leg.state === 'answered' ? 'hangup' : 'cancel')
  }

  async runConfirm(leg: Leg, { confirm, scope, signal }: ConfirmOrder): Promise<void> {
    const over = new AbortController()
    const stop = leg.listen(() => leg.isOver && over.abort())
    const own = new Scope({ envs: scope.envs, call: () => callObject(leg, this.outside.account) })
    Object.assign(own.vars, scope.vars)
    const run = { leg, scope: own, services: this, signal: AbortSignal.any([over.signal, signal]) }
    const main = typeof confirm === 'string' ? await this.documentOf(leg, { source: { url: confirm, method: 'POST' }, scope: own }) : { sections: { main: confirm } }
    const session = sessionOf({ ...run, document: main })
    const outcome = await session.runList(main.sections.main ?? []).catch((error: unknown) => {
      if (error instanceof ScriptFailure) this.warn(session, error.issue)
      return { kind: 'hangup' as const, reason: 'hangup' as const }
    })
    stop()
    if (outcome.kind === 'hangup') this.end(leg, { reason: 'hangup', why: 'not accepted' })
  }

  warn({ leg, scope }: Pick<Session, 'leg' | 'scope'>, issue: ScriptIssue): void {
    scope.vars.script_error ??= issue.code
    leg.note('carrier', 'error', `${issue.code}: ${issue.message}`)
    leg.logLine('calling_script_warning', { ...issue }, 'warn')
  }

  /** Whether somebody can be reached there: behind every number is a phone, behind a private address who was set up. */
  hasPhone(to: string): boolean {
    return !to.startsWith('/') || this.settings.unknownAddress === 'phone' || this.phones.knows(to)
  }

  /** Ends everything, without a trace in the journal of what that causes. */
  endAll(why: string): void {
    for (const leg of this.legs.values()) {
      if (leg.isOver) continue
      leg.forgotten = true
      this.end(leg, { reason: 'hangup', why })
    }
  }

  private register(leg: Leg): Leg {
    this.legs.set(leg.id, leg)
    if (this.legs.size > LONGEST_KEPT_LEGS) for (const [id, old] of this.legs) if (old.isOver && this.legs.size > LONGEST_KEPT_LEGS) this.legs.delete(id)
    let told = leg.state
    let written = 0
    leg.listen((news) => {
      if (news.what === 'state' && leg.state !== told) {
        told = leg.state
        if (leg.isOver) this.limits.forget(leg)
        leg.logLine(STATE_EVENTS[leg.state], { call_state: leg.state, ...(leg.endReason ? { end_reason: leg.endReason } : {}) })
        this.outside.status.tellState(leg)
      }
      if (news.what === 'company' && !leg.callId) this.adoptByCompany(leg)
      written = this.spread(leg, written)
    })
    return leg
  }

  /** A leg whose call could not be told from its dial is known by the company it keeps. */
  private adoptByCompany(leg: Leg): void {
    const known = leg.company?.others(leg).find((other) => other.callId)
    const call = known?.callId ? this.calls.get(known.callId) : undefined
    if (call) this.calls.adopt(call, leg)
  }

  private spread(leg: Leg, written: number): number {
    const { news } = this.outside
    const call = leg.callId ? this.calls.get(leg.callId) : undefined
    if (call) {
      const start = call.caller.times.queued ?? 0
      for (const { at, who, what, detail } of leg.timeline.slice(written)) news.tell({ event: 'timeline', callId: call.caller.id, entry: { ms: at - start, who, what, detail } })
      news.tell({ event: 'call', id: call.caller.id })
    }
    if (leg.party !== 'anonymous') news.tell({ event: 'phone', number: leg.party })
    return leg.timeline.length
  }

  private enqueue(leg: Leg, { timeout, counts, whenAnswered }: { timeout: number; counts: boolean; whenAnswered: () => unknown }): void {
    const isPhone = this.hasPhone(leg.to)
    if (isPhone) this.phones.at(leg.to).legs.unshift(leg)
    const start = () => {
      if (!leg.enter('created')) return
      this.clock.after(SETUP_MS, () => (isPhone ? this.ring(leg, { timeout, whenAnswered }) : this.refuse(leg, `${leg.to} is no address of this project`)))
    }
    if (counts) this.queue.add(() => leg.isOver || start())
    else start()
  }

  private ring(leg: Leg, { timeout, whenAnswered }: { timeout: number; whenAnswered: () => unknown }): void {
    if (leg.isOver) return
    const phone = this.phones.at(leg.to)
    if (phone.behaviour.kind === 'off') return this.refuse(leg, `${leg.to} is switched off`)
    if (phone.behaviour.kind === 'busy' || phone.current) {
      leg.note(leg.to, 'declines', 'busy')
      leg.end('busy')
      return
    }
    leg.note(leg.to, 'rings', `call from ${leg.shown}`)
    leg.ringsUntil = this.clock.now() + timeout * 1000
    leg.enter('ringing')
    const cancel = this.clock.after(timeout * 1000, () => this.end(leg, { reason: 'no_answer', why: `no answer within ${String(timeout)} s` }))
    const stop = leg.listen((news) => {
      if (news.what !== 'state') return
      cancel()
      stop()
      if (leg.state === 'answered') void whenAnswered()
    })
    behave(leg, { phone, clock: this.clock, hands: { answer: (one) => this.answer(one), decline: (one) => this.leave(one), hangUp: (one) => this.leave(one) } })
  }

  private async begin(leg: Leg, order: DialOrder): Promise<void> {
    if (order.digits !== '') await sendDigits(leg, { digits: order.digits, clock: this.clock })
    if (!leg.isOver) this.run(leg, order)
  }

  private run(leg: Leg, { source, envs, scope }: { source: Source; envs: Record<string, string>; scope?: Scope | undefined }): void {
    const own = scope ?? new Scope({ envs, call: () => callObject(leg, this.outside.account) })
    const stop = new AbortController()
    const forget = leg.listen(() => leg.isOver && stop.abort())
    this.programs.set(leg.id, { stop, scope: own })
    void this.runToItsEnd(leg, { source, scope: own, signal: stop.signal }).finally(() => {
      forget()
      if (leg.isOver) this.programs.delete(leg.id)
    })
  }

  private async runToItsEnd(leg: Leg, { source, scope, signal }: { source: Source; scope: Scope; signal: AbortSignal }): Promise<void> {
    try {
      const document = await this.documentOf(leg, { source, scope })
      if (signal.aborted) return
      const reason = await runDocument({ leg, scope, services: this, signal, document })
      if (reason) this.end(leg, { reason, why: reason === 'hangup' ? 'the document is through' : `the document ended with ${reason}` })
    } catch (error) {
      if (!(error instanceof ScriptFailure)) console.error(error)
      if (signal.aborted) return
      const issue: ScriptIssue = error instanceof ScriptFailure ? error.issue : { code: 'relay_script_internal_error', message: String(error) }
      this.warn({ leg, scope }, issue)
      this.end(leg, { reason: 'error', why: issue.message })
    }
  }

  private async documentOf(leg: Leg, { source, scope }: { source: Source; scope: Scope }): Promise<ScriptDocument> {
    if ('document' in source) return source.document
    const answer = await this.fetchDocument(leg, { ...source, scope, params: {} })
    if (answer.ok) return answer.document
    const [first] = answer.issues
    throw new ScriptFailure(first.code, first.message)
  }

  private refuse(leg: Leg, why: string): void {
    leg.note(leg.direction === 'inbound' ? 'carrier' : leg.to, 'error', why)
    leg.end('error')
  }
}
