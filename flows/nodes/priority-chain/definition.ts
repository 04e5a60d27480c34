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
import { checkManner, mannerFields } from '../ring-fields.ts'

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
    declinedAgain: z
      .enum(['once'])
      .optional()
      .meta({
        label: 'Ring people who declined again',
        help: 'When everybody has been tried and nobody has accepted.',
        widget: 'choice',
        choices: { once: 'Once more, in the same order' },
        absent: 'No',
      }),
    ...mannerFields,
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
  longestWait: ({ who, seconds, declinedAgain }, around) =>
    seconds *
    (declinedAgain ? 2 : 1) * // whoever declines at the last moment rings their whole time again
    (eligibleSeats(around, who)?.length ?? (who.kind === 'members' ? who.members.length : 1)),
  check: ({ who, confirm }, around) => [...checkPeople(who, around), ...checkManner({ confirm })],
})
export type PriorityChain = typeof priorityChain
