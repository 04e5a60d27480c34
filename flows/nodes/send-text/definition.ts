import { z } from 'zod'
import { defineNode, type CheckAround, type ConfigIssue } from '../../language/node.ts'
import { chosenSeats } from '../chosen-seats.ts'
import { memberWords, namedMembers } from '../people.ts'
import { numberAmong } from './number-among.ts'
import { textLimits } from './text-limits.ts'

/** How many people a text may go to. */
const MOST_READERS = 10

/** Sends a text message from the number that was dialled. */
export const sendText = defineNode({
  kind: 'send-text',
  label: 'Send a text',
  help: `Sends a text message from the number that was dialled: to the caller, or to people of yours. A number that the carrier refuses, or that is on the list of those who want no texts, gets none. Within a day a caller gets at most ${textLimits.caller} texts, each of your people ${textLimits.member}, and all together ${textLimits.organisation.toLocaleString('en')}.`,
  icon: 'Message',
  group: 'act',
  config: z.strictObject({
    to: z
      .discriminatedUnion(
        'kind',
        [z.strictObject({ kind: z.literal('caller') }), namedMembers({ most: MOST_READERS })],
        'Choose who gets the text.',
      )
      .default({ kind: 'caller' })
      .meta({
        label: 'To',
        help: 'The caller, or people with access to the number, at the phone that rings for them.',
        widget: 'readers',
      }),
    words: z
      .string('Write what the text says.')
      .trim()
      .min(1, 'Write what the text says.')
      .max(1000, 'A text can have at most 1,000 characters.')
      .meta({
        label: 'Text',
        help: 'Sent as written, with the values of the call in it. A long text is sent, and paid, as several messages.',
        widget: 'message',
      }),
  }),
  exits: [
    { name: 'sent', words: 'Once sent', mustConnect: true, quick: true },
    { name: 'blocked', words: 'Cannot be texted', mustConnect: true, quick: true },
    { name: 'failed', words: 'Could not be sent', mustConnect: true, quick: true },
  ],
  outage: 'failed',
  summary: ({ to, words }, nameOf) =>
    `${to.kind === 'caller' ? 'To the caller' : `To ${memberWords(to.members, nameOf)}`}: “${words}”`,
  uses: ({ to }) => (to?.kind === 'members' ? { members: to.members ?? [] } : {}),
  check: ({ to }, around) => (to.kind === 'members' ? checkReaders(to, around) : []),
})
export type SendText = typeof sendText

function checkReaders(
  to: { readonly kind: 'members'; readonly members: readonly string[] },
  { people }: CheckAround,
): readonly ConfigIssue[] {
  if (!people) return []
  const seats = chosenSeats(people, to)
  const strangers = to.members.length - seats.length
  return [
    ...(strangers > 0
      ? [
          {
            field: 'to',
            severity: 'error' as const,
            message: `${strangers === 1 ? 'One of the chosen people has' : `${strangers} of the chosen people have`} no access to this number. Give them access, or take them out.`,
          },
        ]
      : []),
    ...seats
      .filter((seat) => numberAmong(seat) === null)
      .map(({ name }) => ({
        field: 'to',
        severity: 'warning' as const,
        message: `${name} gets no text: none of their phones takes texts. Add a mobile number to their devices, or take them out.`,
      })),
  ]
}
