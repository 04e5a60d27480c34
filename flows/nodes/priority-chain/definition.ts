import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import {
  answeredBy,
  checkPeople,
  eligibleSeats,
  memberWords,
  namedMembers,
  ringSeconds,
  usesPeople,
} from '../people.ts'

const MOST_IN_A_CHAIN = 50

/** Rings people one after another until one accepts. */
export const priorityChain = defineNode({
  kind: 'priority-chain',
  label: 'Ring in order',
  help: 'Rings people one after another. If someone declines or is busy, the next phone rings right away.',
  icon: 'ListNumbers',
  group: 'people',
  config: z.strictObject({
    who: z
      .discriminatedUnion(
        'kind',
        [z.strictObject({ kind: z.literal('routing-list') }), namedMembers({ most: MOST_IN_A_CHAIN })],
        'Choose who rings.',
      )
      .default({ kind: 'routing-list' })
      .meta({
        label: 'Who rings',
        help: 'The number’s routing list, or people you choose, in their order.',
        widget: 'people',
      }),
    seconds: ringSeconds()
      .default(20)
      .meta({ label: 'Ring each for', help: 'How long each phone rings before the next one.', widget: 'seconds' }),
  }),
  exits: [
    { name: 'answered', words: 'After the talk' },
    { name: 'exhausted', words: 'Nobody answers', mustConnect: true },
    { name: 'nobody', words: 'Nobody available', mustConnect: true, quick: true },
  ],
  outage: 'exhausted',
  gives: [{ ...answeredBy, on: ['answered'] }],
  summary: ({ who, seconds }, nameOf) =>
    `${who.kind === 'routing-list' ? 'Routing list' : memberWords(who.members, nameOf)}, ${seconds} s each`,
  uses: ({ who }) => usesPeople(who),
  longestWait: ({ who, seconds }, around) =>
    seconds * (eligibleSeats(around, who)?.length ?? (who.kind === 'members' ? who.members.length : 1)),
  check: ({ who }, around) => checkPeople(who, around),
})
export type PriorityChain = typeof priorityChain
