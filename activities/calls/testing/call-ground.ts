import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import type { LegOrder, LegRef } from '#flows/call/exchange.ts'
import { DatabaseStore } from '#infra/call-store/database-store.ts'
import { DiskStore } from '#infra/call-store/disk-store.ts'
import { SafeStore } from '#infra/call-store/safe-store.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { temporaryDatabase } from '#infra/db/testing/temporary-database.ts'
import { Sealer } from '#infra/secrets/sealer.ts'
import type { CarrierText, LogEntry } from '#infra/signalwire/answers.ts'
import { CarrierError, type CarrierTrouble } from '#infra/signalwire/carrier-error.ts'
import type { Dial, SignalWire } from '#infra/signalwire/client.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import type { CallRef } from '../../call-activities.ts'
import type { CallDeps } from '../call-deps.ts'

/** A scripted carrier: what it did is noted, what it answers is set. Everything else is refused. */
export class ScriptedCarrier {
  readonly dialled: Dial[] = []
  readonly ended: string[] = []
  /** Legs that were given another document. */
  readonly redirected: string[] = []
  entries: readonly LogEntry[] = []
  isLogDown = false
  /** By how much its clock is ahead of ours. Milliseconds. */
  ahead = 0
  /** What the next dials come to, one after another; those after the last are placed. */
  dials: readonly (CarrierTrouble | { readonly trouble: CarrierTrouble; readonly retryAfter: number })[] = []
  /** What the next ends come to. */
  ends: readonly CarrierTrouble[] = []
  /** What the next redirects come to; those after the last are done. */
  moves: readonly CarrierTrouble[] = []
  /** What the next orders to hang up come to. */
  hangUps: readonly CarrierTrouble[] = []
  /** What was given to be sent, and what the next of it comes to; those after the last are taken. */
  readonly texted: { readonly from: string; readonly to: string; readonly body: string }[] = []
  textsComeTo: readonly (CarrierTrouble | CarrierError)[] = []
  /** What its log of texts has besides. */
  textLog: readonly CarrierText[] = []
  /** Runs while a redirect waits for its answer. */
  whileMoving: () => Promise<void> = async () => {}
  /** Runs while an order to end a leg waits for its answer. */
  whileEnding: () => Promise<void> = async () => {}
  /** Runs while a dial waits for its answer. */
  whileDialling: (leg: Dial) => Promise<void> = async () => {}

  async dial(leg: Dial): Promise<{ readonly id: string; readonly status: null }> {
    this.dialled.push(leg)
    await this.whileDialling(leg)
    const [trouble, ...rest] = this.dials
    this.dials = rest
    if (trouble) throw carrierError(trouble)
    return { id: `leg-${leg.to}`, status: null }
  }

  /** Legs that have picked up: these cannot be cancelled. */
  readonly answered = new Set<string>()

  async cancel(id: string): Promise<void> {
    await this.whileEnding()
    if (this.answered.has(id))
      throw new CarrierError({
        kind: 'refused',
        code: 'cannot_cancel_in_progress',
        status: 422,
        message: 'cancel: in progress',
      })
    const [trouble, ...rest] = this.ends
    this.ends = rest
    if (trouble) throw carrierError(trouble)
    this.ended.push(id)
  }

  async end(id: string): Promise<void> {
    const [trouble, ...rest] = this.hangUps
    this.hangUps = rest
    if (trouble) throw carrierError(trouble)
    this.ended.push(id)
  }

  async redirect({ id }: { readonly id: string }): Promise<void> {
    await this.whileMoving()
    const [trouble, ...rest] = this.moves
    this.moves = rest
    if (trouble) throw carrierError(trouble)
    this.redirected.push(id)
  }

  async sendText(text: ScriptedCarrier['texted'][number]): Promise<CarrierText> {
    this.texted.push(text)
    const [trouble, ...rest] = this.textsComeTo
    this.textsComeTo = rest
    if (trouble) throw typeof trouble === 'string' ? carrierError(trouble) : trouble
    return { id: `text-${this.texted.length}`, from: text.from, to: text.to, status: 'queued' }
  }

  async texts(): Promise<readonly CarrierText[]> {
    if (this.isLogDown) throw carrierError('unavailable')
    return this.textLog
  }

  now(): number {
    return Date.now() + this.ahead
  }

  async logs({ createdAfter }: { readonly createdAfter: number }): Promise<LogEntry[]> {
    if (this.isLogDown) throw carrierError('unavailable')
    return this.entries.filter(({ createdAt }) => createdAt === null || createdAt >= createdAfter)
  }

  async log(id: string): Promise<LogEntry | null> {
    return this.entries.find((entry) => entry.id === id) ?? null
  }
}

function carrierError(what: ScriptedCarrier['dials'][number]): CarrierError {
  const { trouble, retryAfter } = typeof what === 'string' ? { trouble: what, retryAfter: null } : what
  return new CarrierError({
    kind: trouble,
    code: null,
    status: null,
    retryAfter,
    message: `the script says ${trouble}`,
  })
}

/** An entry of the carrier's log between the organisation's number and an address. */
export function entryOf(
  id: string,
  {
    to,
    state = 'ringing',
    createdAt = Date.now(),
  }: { readonly to: string; readonly state?: LogEntry['state']; readonly createdAt?: number },
): LogEntry {
  return { id, from: NUMBER, to, direction: 'outbound', status: state, state, seconds: null, createdAt, parent: null }
}

const NUMBER = '+12025550101'

/** A database with one organisation, a scripted carrier, and calls that have arrived. */
export interface CallGround extends AsyncDisposable {
  readonly carrier: ScriptedCarrier
  readonly deps: CallDeps
  readonly db: Database
  readonly organisation: SmallOrganisation
  /** A call that has just come in. */
  arrived(call: string): Promise<CallRef>
}

export async function callGround(): Promise<CallGround> {
  const server = await temporaryDatabase()
  const folder = await mkdtemp(join(tmpdir(), 'ringdown-call-'))
  const db = await openDatabase({ url: server.appUrl })
  const organisation = await smallOrganisation(db, { id: '11111111-1111-4111-8111-111111111111', e164: NUMBER })
  const carrier = new ScriptedCarrier()
  const log = pino({ enabled: false })
  const deps = {
    // what a test does not script is not to be asked for
    carrier: carrier as unknown as SignalWire,
    urls: carrierUrls({ publicUrl: 'https://ringdown.example', secret: 'a secret of this test' }),
    db,
    store: new SafeStore(new DatabaseStore(db, 2000), new DiskStore(folder), log),
    log,
    webhooks: { sealer: new Sealer([{ id: 'k1', key: new Uint8Array(32).fill(1) }]), nearby: [] },
  } as unknown as CallDeps
  return {
    carrier,
    deps,
    db,
    organisation,
    async arrived(call) {
      const arrival = arrivalAt(organisation, { call })
      await freezeArrival(db, { arrival })
      return {
        organisation: organisation.id,
        call,
        number: { e164: NUMBER, name: 'Main line' },
        caller: arrival.facts.caller,
      }
    },
    async [Symbol.asyncDispose]() {
      await db.close()
      await server.remove()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export const ANA = '+12025550171'
export const BEN = '+12025550172'

export function orderOf(leg: string, address: string, { seconds = 20 } = {}): LegOrder {
  return { leg, member: address, name: address === ANA ? 'Ana' : 'Ben', address, seconds }
}

export function refOf(
  leg: string,
  address: string,
  {
    carrier = null,
    ago = 5000,
    dialling = false,
  }: {
    readonly carrier?: string | null
    /** When it was ordered; milliseconds. */ readonly ago?: number
    readonly dialling?: boolean
  } = {},
): LegRef {
  return {
    leg,
    carrier,
    address,
    member: address,
    name: address === ANA ? 'Ana' : 'Ben',
    orderedAt: Date.now() - ago,
    dialling,
  }
}
