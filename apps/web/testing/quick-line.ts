import type { Arrival } from '#flows/call/arrival.ts'
import { eventKey, type Happening } from '#flows/call/happenings/happening.ts'
import type { CallFacts } from '#flows/call/facts.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import { Member } from '#infra/db/member/member.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { harbourBikes } from '../demo-data.ts'
import type { TestWeb } from './web.ts'

/** The Quick line of the demo, and what the engine would record about its calls. */
export interface QuickLine {
  /** The id of Ana, who is on the line. */
  readonly ana: string
  /** @param facts of the call, where they are not the usual ones. */
  readonly arrive: (call: string, facts?: Partial<CallFacts>) => Promise<void>
  readonly tell: (call: string, ...happenings: readonly Happening[]) => Promise<void>
  /** Ana's telephone rings. */
  readonly rings: (leg: string) => Happening
}

export async function quickLine(web: TestWeb): Promise<QuickLine> {
  const organisation = harbourBikes.id
  const quick = (await liveNumbers(web.db)).find(({ e164 }) => e164 === '+12025550120')
  if (!quick) throw new Error('the demo has no Quick line')
  const { id: ana } = await web.db.withOrganisation(organisation, (em) =>
    em.findOneOrFail(Member, { email: 'ana@harbour.test' }),
  )
  let told = 0
  return {
    ana,
    async arrive(call, more = {}) {
      const { number, flow, version, plan, e164, name, roster, routing } = quick
      const facts = {
        call,
        number: { e164, name },
        caller: { e164: '+12025550199', name: null },
        roster,
        routing: routing.map(({ member }) => member),
        inactive: [],
        seed: 1,
        arrivedAt: Date.now(),
        ...more,
      }
      const arrival: Arrival = { organisation, number, flow, version, plan, facts, first: [] }
      await freezeArrival(web.db, { arrival })
    },
    async tell(call, ...happenings) {
      const events = happenings.map((what) => ({
        key: `${eventKey(what)}~${told++}`,
        event: { at: Date.now(), node: null, what },
      }))
      await appendEvents(web.db, { organisation, call, events })
    },
    rings: (leg) => ({
      kind: 'rings',
      leg,
      carrier: 'leg-at-carrier',
      member: ana,
      name: 'Ana',
      address: '+12025550121',
      seconds: 20,
      order: 'in-turn',
    }),
  }
}

/** What happens in a call that nobody answers, once its phones have begun to ring. */
export const voicemail: readonly Happening[] = [
  { kind: 'stopped-ringing', leg: '1-1', member: 'ana', name: 'Ana', why: 'no-answer', seconds: 20 },
  { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' },
  { kind: 'ended', outcome: 'missed', seconds: 60 },
]
