import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { MOST_AT_ONCE } from '../chosen-seats.ts'
import {
  answeredBy,
  checkPeople,
  eligibleSeats,
  memberWords,
  namedMembers,
  ringSeconds,
  usesPeople,
} from '../people.ts'

/** Rings several people at once; the first to accept gets the call. */
export const ringGroup = defineNode({
  kind: 'ring-group',
  label: 'Ring a group',
  help: 'Rings up to ten people at the same time. The first to accept gets the call.',
  icon: 'UsersGroup',
  group: 'people',
  config: z.strictObject({
    who: z
      .discriminatedUnion(
        'kind',
        [z.strictObject({ kind: z.literal('everyone') }), namedMembers({ most: MOST_AT_ONCE })],
        'Choose who rings.',
      )
      .default({ kind: 'everyone' })
      .meta({
        label: 'Who rings',
        help: 'Everyone with access to the number, or people you choose.',
        widget: 'people',
      }),
    seconds: ringSeconds()
      .default(30)
      .meta({ label: 'Ring for', help: 'How long the phones ring before the call moves on.', widget: 'seconds' }),
  }),
  exits: [
    { name: 'answered', words: 'After the talk' },
    { name: 'no-answer', words: 'Nobody answers', mustConnect: true },
    { name: 'declined', words: 'Everyone declines', mustConnect: true },
    { name: 'nobody', words: 'Nobody available', mustConnect: true, quick: true },
  ],
  outage: 'no-answer',
  gives: [{ ...answeredBy, on: ['answered'] }],
  summary: ({ who, seconds }, nameOf) =>
    `${who.kind === 'everyone' ? 'Everyone on the number' : memberWords(who.members, nameOf)}, ${seconds} s`,
  uses: ({ who }) => usesPeople(who),
  longestWait: (config) => config.seconds,
  check({ who }, around) {
    const count = eligibleSeats(around, who)?.length ?? 0
    if (count <= MOST_AT_ONCE) return checkPeople(who, around)
    const message = `${count} people would ring, but at most ${MOST_AT_ONCE} phones can ring at once. Choose ${MOST_AT_ONCE} of them.`
    return [...checkPeople(who, around), { field: 'who', severity: 'error', message }]
  },
})
export type RingGroup = typeof ringGroup
