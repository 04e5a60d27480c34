import type { CallRecord } from '#infra/db/call/read-call.ts'
import type { CallEvent } from '#flows/call/happenings/happening.ts'
import type { Line } from '../stage/lines.ts'
import type { CarrierCall } from './carrier-call.ts'
import type { Order } from './exchanges.ts'

/** One call as three ledgers have it, and what was wrong around it. All times in milliseconds since 1970 unless said. */
export interface CallLedger {
  readonly seed: number
  /** Its place in the plan, from 1. */
  readonly place: number
  readonly line: Pick<Line, 'name' | 'team' | 'active' | 'turns' | 'takesMessages'>
  /** The carrier's. */
  readonly carrier: CarrierCall
  /** What the caller heard from when on, as it changed. */
  readonly heard: readonly Heard[]
  /** When the carrier said that the caller has gone; null when it never did. */
  readonly toldAt: number | null
  /** When the web took the carrier's callback that a leg of the call has ended: leg → when. Ends that no callback told are missing. */
  readonly legsTold: ReadonlyMap<string, number>
  /** Commands about the call's legs, and dials for it. */
  readonly orders: readonly Order[]
  /** The product's rows; null when there are none. */
  readonly row: CallRecord | null
  readonly events: readonly CallEvent[]
  /** News for its workflow that was kept and never delivered. */
  readonly keptWords: number
  /** The engine's; null when there was none. */
  readonly workflow: EngineRun | null
  /** The workflow that fetches what the caller has left; null when there was none. */
  readonly afterCall: EngineRun | null
  /** What is allowed beyond each figure, in milliseconds, where no figure is to be proved. */
  readonly patience?: number
  /** Every trouble that was active while the call ran or was being tidied up. */
  readonly troubles: readonly Trouble[]
}

/** A workflow as Temporal has it. */
export interface EngineRun {
  /** In Temporal's word: `COMPLETED`, `RUNNING` and so on. */
  readonly state: string
  /** Events in its history. */
  readonly events: number
}

export interface Heard {
  readonly at: number
  readonly hears: CarrierCall['hears']
  /** The number of the person with whom the caller talks; both hear each other. */
  readonly with: string | null
}

/** Something that was wrong from when to when. */
export interface Trouble {
  /** As people say it: "worker killed", "carrier: errors". */
  readonly what: string
  /** `outage`: a process was away; `carrier`: commands fail, are lost or slow; `callbacks`: news is lost, late or doubled; `machine`: who had something to do had to wait for a processor; `burst`: many calls at once. */
  readonly kind: 'outage' | 'carrier' | 'callbacks' | 'machine' | 'burst'
  /** For the machine: how long any of several processes waited at worst. Milliseconds. */
  readonly late?: number
  readonly from: number
  readonly to: number
}
