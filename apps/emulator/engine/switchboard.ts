import type { Account } from '../account.ts'
import type { Clock } from '../clock.ts'
import type { NewsDesk } from '../news.ts'
import type { Settings } from '../settings.ts'
import type { ScriptIssue } from '../swml/issue.ts'
import type { ConfirmOrder, PlaceOrder, Services, Session } from '../swml/session.ts'
import { behave } from './behave.ts'
import { Calls, type Call } from './calls.ts'
import { Leg, STATE_EVENTS, type EndReason, type StatusTarget } from './leg.ts'
import { Limits } from './limits.ts'
import { Phones } from './phones.ts'
import { Programs, type Source } from './programs.ts'
import { StartQueue } from './queue.ts'
import { sendDigits } from './send-digits.ts'
import type { Status } from './status.ts'

/** An API `dial`, checked. */
export interface DialOrder {
  from: string
  to: string
  /** The caller id that the called party sees. */
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

/** What the switchboard gets from outside; it is the rest of {@link Services} itself. */
export type Outside = Pick<
  Services,
  'request' | 'askTool' | 'playing' | 'model' | 'ids' | 'fetchDocument' | 'keepRecording' | 'rooms'
> & {
  account: Account
  clock: Clock
  settings: Settings
  status: Status
  news: NewsDesk
}

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
  readonly askTool: Services['askTool']
  readonly playing: Services['playing']
  readonly model: Services['model']
  readonly ids: Services['ids']
  readonly fetchDocument: Services['fetchDocument']
  readonly keepRecording: Services['keepRecording']
  readonly tellStatus: Services['tellStatus']
  private readonly outside: Outside
  private readonly queue: StartQueue
  private readonly limits: Limits
  private readonly programs: Programs

  constructor(outside: Outside) {
    this.outside = outside
    this.clock = outside.clock
    this.settings = outside.settings
    this.rooms = outside.rooms
    this.request = outside.request
    this.askTool = outside.askTool
    this.playing = outside.playing
    this.model = outside.model
    this.ids = outside.ids
    this.fetchDocument = outside.fetchDocument
    this.keepRecording = outside.keepRecording
    this.tellStatus = (leg, order) => outside.status.tell(leg, order)
    this.limits = new Limits(outside.clock)
    this.queue = new StartQueue(outside.clock, outside.settings)
    this.programs = new Programs({ services: this, account: outside.account })
  }

  /** Somebody calls a business number. */
  arrive({
    from,
    to,
    source,
    status,
  }: {
    from: string
    to: string
    source: Source | { missing: string }
    status: StatusTarget | null
  }): Call {
    const leg = this.register(new Leg(this.clock, { direction: 'inbound', from, to }))
    const call = this.calls.open(leg)
    if (status) leg.statusTargets.push(status)
    if (from !== 'anonymous') this.phones.at(from).placed.unshift(leg)
    leg.note('caller', 'dials', to)
    leg.enter('created')
    if ('missing' in source) this.refuse(leg, source.missing)
    else this.programs.run(leg, { source, envs: {} })
    return call
  }

  /** An API command places a leg. */
  dial(order: DialOrder): Leg {
    const leg = this.register(
      new Leg(this.clock, { direction: 'outbound', from: order.from, to: order.to, shown: order.shown, byApi: true }),
    )
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
    this.enqueue(leg, {
      timeout: order.timeout,
      counts: this.settings.connectCountsAsCall,
      whenAnswered: () => undefined,
    })
    return leg
  }

  /** Gives an answered leg another document; what it ran is dropped where it stands, its variables stay. */
  redirect(leg: Leg, source: Source): void {
    this.programs.replace(leg, source)
  }

  /** Picks up: the carrier a caller's leg, a person a leg that rings. */
  answer(leg: Leg): void {
    if (!leg.enter('answered')) return
    this.limit(leg, LONGEST_CALL_S)
    leg.hush()
    leg.note(leg.direction === 'inbound' ? 'carrier' : leg.to, 'answers', '')
  }

  limit(leg: Leg, seconds: number): void {
    this.limits.set(leg, {
      seconds,
      end: () =>
        this.end(leg, { reason: 'hangup', why: `the call has lasted ${String(seconds)} s, which is its limit` }),
    })
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

  runConfirm(leg: Leg, order: ConfirmOrder): Promise<void> {
    return this.programs.confirm(leg, order)
  }

  warn({ leg, scope }: Pick<Session, 'leg' | 'scope'>, issue: ScriptIssue): void {
    scope.vars.script_error ??= issue.code
    leg.note('carrier', 'error', `${issue.code}: ${issue.message}`)
    leg.logLine('calling_script_warning', { ...issue }, 'warn')
  }

  /** Whether somebody can be reached there: behind a number is a phone, behind a private address whoever was set up. */
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
    if (this.legs.size > LONGEST_KEPT_LEGS)
      for (const [id, old] of this.legs) if (old.isOver && this.legs.size > LONGEST_KEPT_LEGS) this.legs.delete(id)
    let told = leg.state
    let written = 0
    leg.listen((news) => {
      if (news.what === 'state' && leg.state !== told) {
        told = leg.state
        if (leg.isOver) this.limits.forget(leg)
        leg.logLine(STATE_EVENTS[leg.state], {
          call_state: leg.state,
          ...(leg.endReason ? { end_reason: leg.endReason } : {}),
        })
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
      for (const { at, who, what, detail } of leg.timeline.slice(written))
        news.tell({ event: 'timeline', callId: call.caller.id, entry: { ms: at - start, who, what, detail } })
      news.tell({ event: 'call', id: call.caller.id })
    }
    if (leg.party !== 'anonymous') news.tell({ event: 'phone', number: leg.party })
    return leg.timeline.length
  }

  private enqueue(
    leg: Leg,
    { timeout, counts, whenAnswered }: { timeout: number; counts: boolean; whenAnswered: () => unknown },
  ): void {
    const isPhone = this.hasPhone(leg.to)
    if (isPhone) this.phones.at(leg.to).legs.unshift(leg)
    const start = () => {
      if (!leg.enter('created')) return
      this.clock.after(SETUP_MS, () =>
        isPhone
          ? this.ring(leg, { timeout, whenAnswered })
          : this.refuse(leg, `${leg.to} is no address of this project`),
      )
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
    const cancel = this.clock.after(timeout * 1000, () =>
      this.end(leg, { reason: 'no_answer', why: `no answer within ${String(timeout)} s` }),
    )
    const stop = leg.listen((news) => {
      if (news.what !== 'state') return
      cancel()
      stop()
      if (leg.state === 'answered') void whenAnswered()
    })
    behave(leg, {
      phone,
      clock: this.clock,
      hands: { answer: (one) => this.answer(one), decline: (one) => this.leave(one), hangUp: (one) => this.leave(one) },
    })
  }

  private async begin(leg: Leg, order: DialOrder): Promise<void> {
    if (order.digits !== '') await sendDigits(leg, { digits: order.digits, clock: this.clock })
    if (!leg.isOver) this.programs.run(leg, order)
  }

  private refuse(leg: Leg, why: string): void {
    leg.note(leg.direction === 'inbound' ? 'carrier' : leg.to, 'error', why)
    leg.end('error')
  }
}
