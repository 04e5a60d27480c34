import type { CallEvent, Happening, LegEnd, Outcome } from '#flows/call/happenings/happening.ts'
import { sales, titleOf, type SeedCaller, type SeedNumber } from './numbers.ts'
import type { SeedPerson } from './people.ts'

type Seconds = number
type Told = readonly [after: Seconds, node: string | null, what: Happening]

/** A call's events, written as it went: the person, what they did, and how many seconds after the call came in. */
export class History {
  readonly #told: Told[] = []

  constructor(caller: SeedCaller, number: SeedNumber = sales) {
    this.tell(0, null, {
      kind: 'arrived',
      caller: titleOf(caller),
      number: number.name,
      flow: '0d000000-0000-4000-8000-000000000001',
      version: 4,
    })
  }

  comesTo(after: Seconds, title: string, node: string): this {
    return this.tell(after, node, { kind: 'entered', title, node })
  }

  rings(
    { member, name }: SeedPerson,
    {
      from,
      until,
      why = 'no-answer',
      seconds = 20,
      together = false,
    }: { from: Seconds; until?: Seconds; why?: LegEnd; seconds?: number; together?: boolean },
  ): this {
    this.tell(from, 'ring', {
      kind: 'rings',
      leg: legOf(member),
      carrier: null,
      member,
      name,
      address: '+12025550121',
      seconds,
      order: together ? 'together' : 'in-turn',
    })
    return until === undefined
      ? this
      : this.tell(until, 'ring', {
          kind: 'stopped-ringing',
          leg: legOf(member),
          member,
          name,
          why,
          seconds: until - from,
        })
  }

  skips(
    { member, name }: SeedPerson,
    after: Seconds,
    why: 'inactive' | 'no-verified-phone' | 'talking' | 'limit' = 'inactive',
  ): this {
    return this.tell(after, 'ring', { kind: 'skipped', member, name, why })
  }

  picksUp({ member }: SeedPerson, after: Seconds): this {
    return this.tell(after, 'ring', { kind: 'picked-up', leg: legOf(member) })
  }

  accepts({ member, name }: SeedPerson, after: Seconds): this {
    return this.tell(after, 'ring', { kind: 'claimed', leg: legOf(member), member, name })
  }

  talks({ member, name }: SeedPerson, { from, until }: { from: Seconds; until?: Seconds }): this {
    this.accepts({ member, name, email: '' }, from - 1)
    this.tell(from, 'ring', { kind: 'talking', leg: legOf(member), member, name })
    return until === undefined
      ? this
      : this.tell(until, 'ring', { kind: 'talk-ended', leg: legOf(member), member, name, seconds: until - from })
  }

  isLost({ member, name }: SeedPerson, after: Seconds): this {
    return this.tell(after, 'ring', { kind: 'winner-lost', leg: legOf(member), member, name })
  }

  leaves(seconds: Seconds, after: Seconds): this {
    return this.tell(after, 'voicemail', { kind: 'recording', url: '/recording', seconds, from: 'callback' })
  }

  talksToAssistant({
    until,
    end,
    step,
    inquiry,
  }: {
    until: Seconds
    end: 'wants-person' | 'resolved'
    step: number
    inquiry?: string
  }): this {
    this.tell(until, 'desk', { kind: 'conversed', step, end, reason: 'Something about a bell' })
    if (inquiry !== undefined)
      this.tell(until - 5, 'desk', {
        kind: 'inquiry',
        step,
        id: '1',
        name: 'Carla',
        number: '+12025550150',
        reason: inquiry,
        urgency: 'high',
      })
    return this.tell(until + 1, null, {
      kind: 'conversation',
      step,
      summary: 'The caller wanted to talk about a bell, and was told that somebody gets back to her.',
      lines: [
        {
          who: 'assistant',
          text: 'Hello, this is the automated assistant of Harbour Bikes. How can I help you?',
          at: null,
        },
        { who: 'caller', text: 'My bell does not ring.', at: null },
      ],
    })
  }

  tell(after: Seconds, node: string | null, what: Happening): this {
    this.#told.push([after, node, what])
    return this
  }

  ends(outcome: Outcome, after: Seconds): this {
    return this.tell(after, null, { kind: 'ended', outcome, seconds: after })
  }

  /** @param at when the call came in, milliseconds since 1970. */
  events(at: number): readonly CallEvent[] {
    return this.#told
      .toSorted(([one], [other]) => one - other)
      .map(([after, node, what]) => ({ at: at + after * 1000, node, what }))
  }
}

function legOf(member: string): string {
  return `leg-${member}`
}
