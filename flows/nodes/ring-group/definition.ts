import { z } from 'zod'
import { defineNode, type CheckAround, type ConfigIssue } from '../../language/node.ts'
import { MOST_AT_ONCE, type PeopleChoice } from '../chosen-seats.ts'
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

/** As many as a number may have people. */
const MOST_IN_BATCHES = 100
const MOST_GROUPS = 10

const groupSeconds = ringSeconds()
  .default(30)
  .meta({ label: 'Ring for', help: 'How long the phones ring before the call moves on.', widget: 'seconds' })

const atOnce = z
  .number('Enter how many phones ring at a time.')
  .int('Enter a whole number.')
  .min(1, 'At least one phone must ring at a time.')
  .max(MOST_AT_ONCE, `At most ${MOST_AT_ONCE} phones can ring at once.`)

const config = z.strictObject({
  who: whom(MOST_IN_BATCHES).meta({
    label: 'Who rings',
    help: 'Everyone with access to the number, or people you choose.',
    widget: 'people',
  }),
  seconds: groupSeconds,
  order: z
    .discriminatedUnion('kind', [
      z.strictObject({
        kind: z.literal('random'),
        atOnce: atOnce.default(3).meta({
          label: 'At a time',
          help: 'Each call rings them in another order, so many at a time, each batch for the seconds above.',
          widget: 'count',
        }),
      }),
      z.strictObject({
        kind: z.literal('rotating'),
        atOnce: atOnce.default(1).meta({
          label: 'At a time',
          help: 'Each call to the number begins with the next person, so that everybody is first equally often.',
          widget: 'count',
        }),
      }),
    ])
    .optional()
    .meta({
      label: 'In which order',
      help: 'All phones together, or some at a time until somebody accepts.',
      widget: 'variant',
      choices: { random: 'At random, some at a time', rotating: 'Taking turns over calls' },
      absent: 'All at once',
    }),
  then: z
    .array(
      z
        .strictObject({
          who: whom(MOST_AT_ONCE).meta({
            label: 'Who rings then',
            help: `Up to ${MOST_AT_ONCE} people, who ring at the same time.`,
            widget: 'people',
          }),
          seconds: groupSeconds,
        })
        .meta({ label: 'Group', help: 'Rings when nobody before it has accepted.', widget: 'group' }),
    )
    .max(MOST_GROUPS - 1, `At most ${MOST_GROUPS} groups can ring one after another.`)
    .optional()
    .meta({
      label: 'Groups after that',
      help: `More than ${MOST_AT_ONCE} people ring in groups: each rings when the one before has not accepted.`,
      widget: 'list',
    }),
  ...mannerFields,
})

export type RingGroupConfig = z.output<typeof config>

/** Rings several people, all at once or in groups; the first to accept gets the call. */
export const ringGroup = defineNode({
  kind: 'ring-group',
  label: 'Ring a group',
  help: 'Rings several people, up to ten at the same time: all at once, some at a time, or group after group. The first to accept gets the call.',
  icon: 'UsersGroup',
  group: 'people',
  config,
  exits: [
    { name: 'answered', words: 'After the talk' },
    { name: 'no-answer', words: 'Nobody answers', mustConnect: true },
    { name: 'declined', words: 'Everyone declines', mustConnect: true },
    { name: 'nobody', words: 'Nobody available', mustConnect: true, quick: true },
  ],
  outage: 'no-answer',
  gives: [{ ...answeredBy, on: ['answered'] }],
  summary({ who, seconds, order, then = [] }, nameOf) {
    const first = who.kind === 'everyone' ? 'Everyone on the number' : memberWords(who.members, nameOf)
    const more = then.length === 0 ? '' : `, then ${then.length} more ${then.length === 1 ? 'group' : 'groups'}`
    return `${first}, ${orderWords(order)}${seconds} s${order ? ' each' : ''}${more}`
  },
  uses: ({ who, then = [] }) => ({
    rings: [who, ...then.map((group) => group.who)].flatMap((one) => usesPeople(one).rings ?? []),
  }),
  longestWait({ who, seconds, order, then = [] }, around) {
    const people = eligibleSeats(around, who)?.length ?? (who.kind === 'members' ? who.members.length : 1)
    const batches = order ? Math.max(1, Math.ceil(people / order.atOnce)) : 1
    return seconds * batches + then.reduce((all, group) => all + group.seconds, 0)
  },
  rotates: ({ order }) => order?.kind === 'rotating',
  check: ({ who, order, then = [], confirm }, around) => [
    ...(order ? checkPeople(who, around) : checkTogether(who, around, 'who')),
    ...then.flatMap((group, at) => checkTogether(group.who, around, `then[${at}].who`)),
    ...checkManner({ confirm }),
  ],
})
export type RingGroup = typeof ringGroup

function whom(most: number) {
  return z
    .discriminatedUnion(
      'kind',
      [z.strictObject({ kind: z.literal('everyone') }), namedMembers({ most })],
      'Choose who rings.',
    )
    .default({ kind: 'everyone' })
}

/** Promises S13, S15 and S16: never an eleventh at the same time, and the way past ten. */
function checkTogether(who: PeopleChoice, around: CheckAround, field: string): readonly ConfigIssue[] {
  const count = eligibleSeats(around, who)?.length ?? (who.kind === 'members' ? who.members.length : 0)
  if (count <= MOST_AT_ONCE) return checkPeople(who, around, field)
  const message = `${count} people would ring, but at most ${MOST_AT_ONCE} phones can ring at once. Choose ${MOST_AT_ONCE} of them, and put the others into a group after that or ring some at a time.`
  return [...checkPeople(who, around, field), { field, severity: 'error', message }]
}

function orderWords(order: RingGroupConfig['order']): string {
  if (order === undefined) return ''
  const many = order.atOnce === 1 ? 'one at a time' : `${order.atOnce} at a time`
  return `${many} ${order.kind === 'random' ? 'at random' : 'taking turns'}, `
}
