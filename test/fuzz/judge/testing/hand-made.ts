import type { Happening } from '#flows/call/happenings/happening.ts'
import type { LegRow } from '#flows/call/happenings/call-fold.ts'
import type { CallRecord } from '#infra/db/call/read-call.ts'
import type { CarrierCall, CarrierLeg } from '../../ledger/carrier-call.ts'
import type { Order } from '../../ledger/exchanges.ts'
import type { CallLedger, Heard, Trouble } from '../../ledger/ledger.ts'
import { judge, type Invariant } from '../judge.ts'

/** All times in these ledgers are milliseconds since the call began. */
export const ANA = '+12025560001'
export const BEN = '+12025560002'
export const CALL = 'call-1'

/** A call of 10 s in which nobody was rung and after which everything closed. */
export function ledger(
  change: Partial<Omit<CallLedger, 'carrier' | 'row'>> & {
    readonly carrier?: Partial<CarrierCall>
    readonly row?: Partial<CallRecord> | null
  } = {},
): CallLedger {
  const carrier: CarrierCall = {
    id: CALL,
    from: '+12025580001',
    to: '+12025570000',
    state: 'ended',
    startedAt: 0,
    answeredAt: 50,
    endedAt: 10_000,
    endReason: 'hangup',
    hears: 'nothing',
    with: null,
    legs: [],
    timeline: [note(10_000, 'caller', 'hangs-up')],
    recordings: [],
    ...change.carrier,
  }
  const person = (name: string, phone: string) => ({ name, email: `${name}@fuzz.test`, phone })
  return {
    seed: 1,
    place: 1,
    line: {
      name: 'everyone',
      team: [person('Ana', ANA), person('Ben', BEN)],
      active: true,
      turns: 1,
      takesMessages: true,
    },
    heard: [],
    toldAt: carrier.endedAt,
    orders: [],
    legsTold: new Map(carrier.legs.flatMap(({ id, endedAt }) => (endedAt === null ? [] : [[id, endedAt]]))),
    events: [],
    keptWords: 0,
    workflow: { state: 'COMPLETED', events: 20 },
    afterCall: { state: 'COMPLETED', events: 10 },
    troubles: [],
    ...change,
    carrier,
    row: change.row === null ? null : row(change.row),
  }
}

function row(change: Partial<CallRecord> = {}): CallRecord {
  return {
    organisation: 'o',
    call: CALL,
    number: { id: 'n', e164: '+12025570000', name: 'Fuzz' },
    flow: 'f',
    version: 1,
    caller: { e164: '+12025580001', name: null },
    driver: 'workflow',
    arrivedAt: 0,
    state: 'ended',
    outcome: 'missed',
    answeredAt: null,
    endedAt: 10_000,
    seconds: 10,
    legs: [],
    recordings: [],
    history: { fileKey: 'o/histories/call-1.json.gz', sha256: 'x', events: 20 },
    ...change,
  }
}

/** A leg at the carrier that rang from 1 s to 5 s; answered if said so. */
export function leg(to: string, change: Partial<CarrierLeg> = {}): CarrierLeg {
  return {
    id: `leg-${to}`,
    to,
    createdAt: 980,
    ringingAt: 1000,
    answeredAt: null,
    endedAt: 5000,
    endReason: 'no_answer',
    ...change,
  }
}

/** The same leg in its row. */
export function rowLeg(to: string, change: Partial<LegRow> = {}): LegRow {
  return {
    leg: '2-1',
    carrier: `leg-${to}`,
    member: 'm',
    name: to === ANA ? 'Ana' : 'Ben',
    address: to,
    state: 'ended',
    ringingAt: 1000,
    pickedUpAt: null,
    claimedAt: null,
    joinedAt: null,
    endedAt: 5000,
    why: 'no-answer',
    ...change,
  }
}

export function note(ms: number, who: string, what: string, detail = ''): CarrierCall['timeline'][number] {
  return { ms, who, what, detail }
}

export function hears(at: number, what: Heard['hears'], whom: string | null = null): Heard {
  return { at, hears: what, with: whom }
}

export function event(at: number, what: Happening): CallLedger['events'][number] {
  return { at, node: null, what }
}

export function order(change: Partial<Order>): Order {
  return { what: 'end', at: 0, answeredAt: null, status: 500, leg: null, to: null, call: null, ...change }
}

export function trouble(
  kind: Trouble['kind'],
  { from, to, what = kind }: { readonly from: number; readonly to: number; readonly what?: string },
  late?: number,
): Trouble {
  return { kind, what, from, to, ...(late !== undefined && { late }) }
}

/** What the judge says of one invariant. */
export function complaints(invariant: Invariant, about: CallLedger): readonly string[] {
  return judge(about).flatMap((complaint) => (complaint.invariant === invariant ? [complaint.sentence] : []))
}
