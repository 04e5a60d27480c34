import type { BusinessNumber, Call, CallEvent, Leg, Phone, PhoneEvent, Snapshot } from '../control-plane.ts'

/** All that the page knows of the telephone network, calls newest first. */
export interface LiveState {
  readonly calls: readonly Call[]
  readonly phones: readonly Phone[]
  readonly numbers: readonly BusinessNumber[]
}

/** Something that changes what the page knows. */
export type LiveEvent =
  | { kind: 'snapshot'; snapshot: Snapshot }
  | { kind: 'numbers'; numbers: BusinessNumber[] }
  | CallEvent
  | PhoneEvent
  | { kind: 'reset' }

/** Before anything was heard from the emulator. */
export const nothingYet: LiveState = { calls: [], phones: [], numbers: [] }

/** The state after an event. Events carry whole calls and phones, so hearing one twice changes nothing. */
export function fold(state: LiveState, event: LiveEvent): LiveState {
  switch (event.kind) {
    case 'snapshot':
      return {
        calls: [...event.snapshot.calls].sort(newestFirst).slice(0, callsKept),
        phones: [...event.snapshot.phones].sort(byNumber),
        numbers: [...event.snapshot.numbers].sort(byNumber),
      }
    case 'numbers':
      return { ...state, numbers: [...event.numbers].sort(byNumber) }
    case 'call':
      return {
        ...state,
        calls: [event.call, ...state.calls.filter(({ id }) => id !== event.call.id)]
          .sort(newestFirst)
          .slice(0, callsKept),
      }
    case 'phone':
      return {
        ...state,
        phones: [...state.phones.filter(({ number }) => number !== event.phone.number), event.phone].sort(byNumber),
      }
    case 'reset':
      // Names and numbers outlive a reset; a snapshot that follows resets the behaviours.
      return { ...state, calls: [], phones: state.phones.map((phone) => ({ ...phone, state: 'idle', legs: [] })) }
  }
}

/** The leg that matters at a phone now: the one it talks on, else the one that has been ringing longest. */
export function currentLeg(phone: Phone): Leg | undefined {
  const ringing = phone.legs.filter(({ state }) => state === 'ringing')
  return (
    phone.legs.find(({ state }) => state === 'answered') ??
    ringing.sort((a, b) => (a.ringingAt ?? '').localeCompare(b.ringingAt ?? ''))[0]
  )
}

/** The call that a leg was placed for. */
export function callOfLeg(state: LiveState, legId: string): Call | undefined {
  return state.calls.find(({ legs }) => legs.some(({ id }) => id === legId))
}

/** True until the call is over. */
export function isLive(call: Call): boolean {
  return call.state !== 'ended'
}

/** A busy afternoon's worth; older calls stay at the emulator. */
const callsKept = 100

function newestFirst(a: Call, b: Call): number {
  return b.startedAt.localeCompare(a.startedAt)
}

function byNumber(a: { number: string }, b: { number: string }): number {
  return a.number.localeCompare(b.number)
}
