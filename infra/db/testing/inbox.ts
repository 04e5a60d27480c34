import type { Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '../call/append-events.ts'
import { freezeArrival } from '../call/freeze-arrival.ts'
import { listConversations, type ConversationView, type ListedConversation } from '../inbox/list-conversations.ts'
import type { Database } from '../orm.ts'
import { arrivalAt, type SmallOrganisation } from './people.ts'

/** A minute before the first call comes in. */
export const start = Date.UTC(2026, 0, 5, 12)

export const rings = (member: string): Happening => ({
  kind: 'rings',
  leg: '2-1',
  member,
  name: 'Mia',
  carrier: null,
  address: '+12025550199',
  seconds: 20,
  order: 'in-turn',
})
const recorded: Happening = { kind: 'recording', url: 'https://carrier.test/1', seconds: 31, from: 'word' }
export const missed: readonly Happening[] = [
  { kind: 'stopped-ringing', leg: '2-1', member: 'mia', name: 'Mia', why: 'no-answer', seconds: 20 },
  recorded,
  { kind: 'ended', outcome: 'missed', seconds: 60 },
]
export const answered: readonly Happening[] = [
  { kind: 'talking', leg: '2-1', member: 'mia', name: 'Mia' },
  { kind: 'ended', outcome: 'answered', seconds: 9 },
]

/** An organisation's calls, which come in a minute apart, and the conversations that they make. */
export interface Inbox {
  arrive(caller: string | null): Promise<ArrivedCall>
  /** What a view shows the organisation's only member. */
  list(
    view?: ConversationView,
    more?: { readonly search?: string; readonly member?: string },
  ): Promise<readonly ListedConversation[]>
  of(caller: string): Promise<ListedConversation | undefined>
}

interface ArrivedCall {
  readonly call: string
  tell(...happenings: readonly Happening[]): Promise<void>
}

export function inboxOf(db: Database, organisation: SmallOrganisation): Inbox {
  let calls = 0

  async function arrive(caller: string | null): Promise<ArrivedCall> {
    calls += 1
    const call = `call-${calls}`
    const arrival = arrivalAt(organisation, { call })
    await freezeArrival(db, {
      arrival: {
        ...arrival,
        facts: { ...arrival.facts, arrivedAt: start + calls * 60_000, caller: { e164: caller, name: null } },
      },
    })
    let told = 0
    return {
      call,
      async tell(...happenings) {
        const events = happenings.map((what) => ({
          key: `call:${told++}`,
          event: { at: start + calls * 60_000 + told, node: null, what },
        }))
        await appendEvents(db, { organisation: organisation.id, call, events })
      },
    }
  }

  const list = async (view: ConversationView = 'all', more: { search?: string; member?: string } = {}) =>
    (
      await listConversations(db, {
        organisation: organisation.id,
        numbers: [organisation.number],
        view,
        member: organisation.member,
        ...more,
      })
    ).conversations
  const of = async (caller: string) => (await list()).find((row) => row.caller === caller)

  return { arrive, list, of }
}
