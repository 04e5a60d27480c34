import {
  allHandlersFinished,
  condition,
  defineSignal,
  defineUpdate,
  proxyActivities,
  setHandler,
} from '@temporalio/workflow'
import type { CallActivities, CallRef } from '#activities/call-activities.ts'
import type { Arrival } from '#flows/call/arrival.ts'
import type { Happening, LegEnd } from '#flows/call/happenings/happening.ts'
import type { Seat } from '#flows/call/facts.ts'
import type { ClaimReply } from '#flows/call/call-words.ts'
import type { KeyedEvent } from '#flows/call/exchange.ts'
import { CALLBACK_SIGNAL, NAIVE_CLAIM_UPDATE, type Callback } from './messages.ts'

const callback = defineSignal<[Callback]>(CALLBACK_SIGNAL)
const claim = defineUpdate<ClaimReply, [string]>(NAIVE_CLAIM_UPDATE)
const { dialLegs, moveCaller, endLegs, closeCall } = proxyActivities<CallActivities>({
  startToCloseTimeout: '10s',
  retry: { maximumAttempts: 3 },
})

/**
 * A chain as one would first write it: an activity for each leg, a signal for each callback, a timer for each wait.
 * It uses the product's own activities, documents and tables and keeps the same facts, so that only its shape differs.
 * It is right as long as nothing fails.
 */
export async function naiveCall(arrival: Arrival): Promise<'answered' | 'missed'> {
  const { facts, plan, organisation } = arrival
  const call: CallRef = { organisation, call: facts.call, number: facts.number, caller: facts.caller }
  const chain = Object.values(plan.steps).find((step) => step.kind === 'priority-chain')
  const place = { node: chain?.id ?? plan.start, title: chain?.title ?? 'Chain' }
  const diary = new EventJournal(place.node)
  const heard = listen(`c-${facts.call}`)
  diary.note({ kind: 'entered', title: place.title, node: 'priority-chain' })
  const seats = facts.routing.flatMap((member) => facts.roster.find((seat) => seat.member === member) ?? [])
  for (const seat of seats) {
    await ring(seat)
    if (heard.winner || heard.callerGone) break
  }
  if (heard.winner && !heard.callerGone) await talk(heard.winner)
  await condition(() => heard.callerGone, '1m')
  const outcome = heard.met ? 'answered' : 'missed'
  diary.note({ kind: 'caller-gone' })
  diary.note({ kind: 'ended', outcome, seconds: 0 })
  await closeCall(call, {
    node: place.title,
    events: diary.page(),
    outcome,
    endedAt: Date.now(),
    expectsRecording: false,
    endCaller: false,
  })
  await condition(allHandlersFinished)
  return outcome

  async function ring(seat: Seat): Promise<void> {
    if (seat.address === null) return
    const who = { leg: `${heard.legs.length + 1}`, member: seat.member, name: seat.name }
    const leg: Leg = { ...who, carrier: null, ended: null }
    heard.legs.push(leg)
    const { legs } = await dialLegs(
      call,
      {
        node: place.title,
        events: diary.page(),
        order: 'in-turn',
        legs: [{ ...who, address: seat.address, seconds: SECONDS }],
      },
      Date.now(),
    )
    leg.carrier = legs[0]?.result === 'dialled' ? legs[0].carrier : null
    diary.note({
      kind: 'rings',
      ...who,
      carrier: leg.carrier,
      address: seat.address,
      seconds: SECONDS,
      order: 'in-turn',
    })
    await condition(() => heard.winner !== null || heard.callerGone || leg.ended !== null, (SECONDS + 8) * 1000)
    if (leg.ended !== null) diary.note({ kind: 'stopped-ringing', ...who, why: leg.ended, seconds: 0 })
  }

  async function talk(winner: Leg): Promise<void> {
    const who = { leg: winner.leg, member: winner.member, name: winner.name }
    const list = [{ do: 'join', room: `c-${facts.call}` }] as const
    diary.note({ kind: 'claimed', ...who })
    diary.note({ kind: 'handed', step: 2, list, by: 'push' })
    await moveCaller(
      call,
      {
        node: place.title,
        events: diary.page(),
        end: [],
        takenBy: null,
        unlessBegun: false,
        step: { n: 2, list, node: place.node, ladder: [], by: 'push' },
      },
      Date.now(),
    )
    await condition(() => heard.met || heard.callerGone, '10s')
    diary.note({ kind: 'talking', ...who })
    await condition(() => heard.callerGone || winner.ended !== null, '4h')
    diary.note({ kind: 'talk-ended', ...who, seconds: 0 })
    await endLegs(
      call,
      {
        node: place.title,
        events: diary.page(),
        farewell: [],
        legs: [{ ...who, carrier: winner.carrier, address: '', orderedAt: Date.now(), dialling: false }],
      },
      Date.now(),
    )
  }
}

interface Leg {
  readonly leg: string
  readonly member: string
  readonly name: string
  carrier: string | null
  ended: LegEnd | null
}

interface Heard {
  readonly legs: Leg[]
  winner: Leg | null
  met: boolean
  callerGone: boolean
}

function listen(room: string): Heard {
  const heard: Heard = { legs: [], winner: null, met: false, callerGone: false }
  setHandler(callback, (news) => {
    const leg = 'leg' in news ? heard.legs.find((one) => one.leg === news.leg) : undefined
    if (news.kind === 'leg-ended' && leg) leg.ended = news.why
    if (news.kind === 'caller-ended') heard.callerGone = true
    if (news.kind === 'begun') heard.met = true
  })
  setHandler(claim, (id) => {
    if (heard.callerGone) return { kind: 'gone' }
    const leg = heard.legs.at(-1)
    if (!heard.winner && leg?.leg === id && leg.ended === null) heard.winner = leg
    if (!heard.winner) return { kind: 'late' }
    return heard.winner.leg === id ? { kind: 'yours', room } : { kind: 'taken', by: heard.winner.name }
  })
  return heard
}

/** Facts since the last activity, which ride with the next. */
class EventJournal {
  readonly #node: string
  #count = 0
  #page: KeyedEvent[] = []

  constructor(node: string) {
    this.#node = node
  }

  note(what: Happening): void {
    this.#count += 1
    this.#page.push({ key: `call:${this.#count}`, event: { at: Date.now(), node: this.#node, what } })
  }

  page(): readonly KeyedEvent[] {
    const page = this.#page
    this.#page = []
    return page
  }
}

/** The carrier keeps this time, as the product has it do; ours is only for news that never comes. */
const SECONDS = 120
