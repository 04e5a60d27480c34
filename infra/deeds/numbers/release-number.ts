import { LockMode } from '@mikro-orm/core'
import { z } from 'zod'
import { inOneLine } from '#flows/story/one-line.ts'
import { Call } from '../../db/call/call.ts'
import type { DeedContext } from '../../db/deed.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import { RoutingSeat } from '../../db/number/routing-seat.ts'
import type { EntityManager } from '../../db/orm.ts'
import { refused, type Refusal } from '../../errors.ts'
import { giveUpNumber } from '../../signalwire/give-up-number.ts'
import { troubleTold } from '../../signalwire/trouble-in-words.ts'
import { deed } from '../deed.ts'
import { aboutNumber } from './about-number.ts'

/**
 * Gives a number up, at the carrier too. It answers nothing from then on; its conversations stay for those who may read them,
 * and so does what it was called. The carrier goes first: a number that it keeps is kept here.
 */
export const releaseNumber = deed({
  permission: 'number.release',
  about: aboutNumber,
  input: z.strictObject({
    number: z.guid(),
    /** The number's name, typed by whoever releases it: there is no way back. */
    name: z.string().overwrite(inOneLine),
  }),
  records: ['number.released'],
  async first({ db, organisation, carrier }: DeedContext & AtCarrier, input) {
    const ready = await db.withOrganisation(organisation, (em) => ownedBy(em, input))
    if (!ready.ok) return ready
    const trouble = await givenUp(carrier, ready.number.e164)
    return trouble === null ? ready : refused('number-not-released', { why: trouble })
  },
  async act(em, { record }, input) {
    const locked = await em.findOneOrFail(PhoneNumber, { id: input.number }, { lockMode: LockMode.PESSIMISTIC_WRITE })
    const number = await em.populate(locked, ['flow']) // not joined above: see `assignFlow`
    if (number.isReleased()) return { ok: true, name: number.name } // two released it at once
    const flow = number.flow?.getEntity().name ?? null
    await em.nativeDelete(RoutingSeat, { number: number.id })
    em.assign(number, {
      releasedAt: new Date(),
      flow: null,
      live: null,
      linkedPlan: null,
      carrierNumber: null,
      webhookResource: null,
      fallbackScript: null,
      carrierConfirmedAt: null,
      carrierTrouble: null,
    })
    await record({
      kind: 'number.released',
      on: number,
      changed: { number: [number.e164, null], flow: [flow, null] },
    })
    return { ok: true, name: number.name }
  },
})

export interface AtCarrier {
  readonly carrier: Parameters<typeof giveUpNumber>[0]
}

async function ownedBy(
  em: EntityManager,
  { number: id, name }: { readonly number: string; readonly name: string },
): Promise<{ readonly ok: true; readonly number: PhoneNumber } | Refusal> {
  const number = await em.findOne(PhoneNumber, { id })
  if (!number || number.isReleased()) return refused('number-not-found', { number: id })
  if (inOneLine(number.name).toLowerCase() !== name.toLowerCase())
    return refused('number-name-differs', { name: number.name })
  const running = await em.count(Call, { number: number.id, endedAt: null })
  return running > 0 ? refused('number-in-call', { name: number.name }) : { ok: true, number }
}

/** Why the carrier keeps it, or what answered it: to release it once more goes on from there. Null when nothing is left. */
async function givenUp(carrier: AtCarrier['carrier'], e164: string): Promise<string | null> {
  try {
    await giveUpNumber(carrier, e164)
    return null
  } catch (error) {
    return troubleTold(error)
  }
}
