import { z } from 'zod'
import { callCan, type Standing } from '#flows/call/call-states.ts'
import type { DeedWord } from '#flows/call/call-words.ts'
import { eventKey } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '../../db/call/append-events.ts'
import type { CallKey } from '../../db/call/call-key.ts'
import { Call } from '../../db/call/call.ts'
import { Leg } from '../../db/call/leg.ts'
import type { DeedContext } from '../../db/deed.ts'
import { Member } from '../../db/member/member.ts'
import { refused } from '../../errors.ts'
import { CarrierError } from '../../signalwire/carrier-error.ts'
import { carrierId } from '../../signalwire/carrier-id.ts'
import { endLeg } from '../../signalwire/end-leg.ts'
import { deed, type Doing } from '../deed.ts'
import { aboutCall } from './about-call.ts'
import { named } from './named-call.ts'
import { standingOn } from './standing-on.ts'

/** How a running call is reached. */
export interface AtCall {
  /** Asks it to do something; `unanswered` when the engine is away or does not know the call. */
  actOnCall(key: CallKey, deed: DeedWord & { readonly id: string }): Promise<'done' | 'refused' | 'unanswered'>
  readonly carrier: Parameters<typeof endLeg>[0]
}

const WHO_COULD = { who: 'somebody who is on the call, or an admin of its number,', what: 'end it' } as const

/**
 * Ends a running call, for whoever is on it and for admins of its number: the call does it, and all is as if its caller had
 * gone. It is on record before the call is asked, even if nobody lives to see it done, and also where the call turns out
 * to be over by itself.
 */
export const endCall = deed({
  permission: 'calls.end',
  notAllowed: WHO_COULD,
  about: aboutCall,
  input: z.strictObject({ call: carrierId }),
  records: ['call.ended'],
  async act(em, { who, record }: Doing<'call.ended'> & AtCall, input) {
    const call = await em.findOneOrFail(Call, { call: input.call }, { populate: ['number'] })
    if (call.state === 'ended') return refused('call-over')
    const number = call.number.getEntity()
    const legs = await em.find(Leg, { call: call.call })
    const as = standingOn({ number, legs: legs.map(({ member = null, state }) => ({ member, state })) }, who)
    if (as === null || !callCan('end', { state: call.state, as })) return refused('not-allowed', WHO_COULD)
    const { id, name } = await em.findOneOrFail(Member, { id: who.member })
    await record({ kind: 'call.ended', on: named(call), changed: {} })
    return { ok: true, by: { member: id, name, as } }
  },
  async afterwards(context: DeedContext & AtCall, { by }: Ended, { call }) {
    const key = { organisation: context.organisation, call }
    // whoever presses twice ends it once
    const asked = await context.actOnCall(key, { id: `end-${by.member}`, what: 'end', by })
    if (asked === 'done') return { ok: true }
    if (asked === 'refused') return refused('call-over')
    // the engine is away, does not know the call, or has just closed it: nobody is kept in a call by that
    const at = Date.now()
    try {
      // it has closed by itself: nobody of ours has ended it, and its story must not say so
      if ((await endLeg(context.carrier, call)) === 'over') return refused('call-over')
    } catch (error) {
      if (error instanceof CarrierError) return refused('call-not-ended')
      throw error
    }
    const what = { kind: 'ended-by', member: by.member, name: by.name } as const
    await appendEvents(context.db, { ...key, events: [{ key: eventKey(what), event: { at, node: null, what } }] })
    return { ok: true }
  },
})

interface Ended {
  readonly ok: true
  readonly by: { readonly member: string; readonly name: string; readonly as: Standing }
}
