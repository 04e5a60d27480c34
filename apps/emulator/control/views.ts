import { isoTime } from '../clock.ts'
import type { Call } from '../engine/calls.ts'
import { hearing } from '../engine/hearing.ts'
import type { Leg } from '../engine/leg.ts'
import type { Phone } from '../engine/phones.ts'
import type { World } from '../world.ts'

/** A call as the control plane shows it. */
export function callView(
  { caller, legs, recordings }: Call,
  { settings, switchboard }: World,
): Record<string, unknown> {
  const start = caller.times.queued ?? 0
  const timeline = switchboard.calls.timeline({ caller, legs, recordings })
  return {
    id: caller.id,
    from: caller.from,
    to: caller.to,
    state: caller.isOver ? 'ended' : caller.state === 'answered' ? 'in-progress' : 'ringing',
    startedAt: isoTime(start),
    answeredAt: isoTime(caller.times.answered ?? null),
    endedAt: isoTime(caller.times.ended ?? null),
    endReason: caller.endReason,
    ...hearing(caller, settings),
    legs: legs.map(legView),
    timeline: timeline.map(({ at, who, what, detail }) => ({ ms: at - start, who, what, detail })),
    recordings,
    ai: caller.ai ? { state: caller.ai.record.state, transcript: caller.ai.record.transcript } : null,
  }
}

/** A leg as the control plane shows it; `ringsUntil` is for the page. */
export function legView(leg: Leg): Record<string, unknown> {
  const { times } = leg
  return {
    id: leg.id,
    to: leg.to,
    state: leg.state,
    createdAt: isoTime(times.queued ?? null),
    ringingAt: isoTime(times.ringing ?? null),
    answeredAt: isoTime(times.answered ?? null),
    endedAt: isoTime(times.ended ?? null),
    endReason: leg.endReason,
    headers: leg.headers,
    ringsUntil: leg.state === 'ringing' ? isoTime(leg.ringsUntil) : null,
    inRoom: leg.company?.room ?? null,
  }
}

/** A phone as the control plane shows it; `hears` and `with` are for the page, of its current leg. */
export function phoneView(phone: Phone, { settings }: World): Record<string, unknown> {
  const leg = phone.current
  const heard = leg?.timeline.findLast((entry) => entry.what === 'hears' && entry.who === leg.who)
  const said = leg
    ? { ...hearing(leg, settings), heard: heard?.detail ?? null }
    : { hears: 'nothing', with: null, heard: null }
  const from = (leg ?? phone.ringing)?.shown ?? null
  return {
    number: phone.number,
    name: phone.name,
    state: phone.state,
    behaviour: phone.behaviour,
    legs: phone.legs.map(legView),
    ringingFrom: from,
    ...said,
  }
}
