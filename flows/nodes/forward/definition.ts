import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { answeredBy, ringSeconds } from '../people.ts'
import { checkManner, mannerFields } from '../ring-fields.ts'
import { outsideAddress } from './outside-address.ts'

/** A number with its country, written as people write it, or a SIP address. */
const PLACE = /^(?:\+[1-9](?:[\s().-]{0,2}\d){6,14}|sips?:[^\s@<>"]{1,100}@[^\s@<>"]{1,150})$/

const { shows, confirm } = mannerFields

/** Rings somebody outside of the organisation. */
export const forward = defineNode({
  kind: 'forward',
  label: 'Forward',
  help: 'Rings a phone number or SIP address outside your team, such as an answering service. Your organisation pays for the call.',
  icon: 'PhoneOutgoing',
  group: 'people',
  config: z.strictObject({
    to: z
      .string('Say where the call goes.')
      .min(1, 'Say where the call goes.')
      .max(260, 'This is too long for a number or an address.')
      .regex(
        PLACE,
        'Write a number with its country in front, as in +44 20 7946 0000, or a SIP address, as in sip:desk@example.com.',
      )
      .meta({
        label: 'Forward to',
        help: 'A number with its country, as in +44 20 7946 0000, or a SIP address, as in sip:desk@example.com. Not a number of your organisation.',
        widget: 'text',
      }),
    name: z.string().max(60, 'A name can have at most 60 characters.').optional().meta({
      label: 'Who that is',
      help: 'How calls’ stories and lists name it, as in “Answering service”.',
      widget: 'text',
      absent: 'The number itself',
    }),
    seconds: ringSeconds()
      .default(30)
      .meta({ label: 'Ring for', help: 'How long it rings before the call moves on.', widget: 'seconds' }),
    shows,
    confirm,
  }),
  exits: [
    { name: 'answered', words: 'After the talk' },
    { name: 'no-answer', words: 'Nobody answers', mustConnect: true },
    { name: 'busy', words: 'Busy', mustConnect: true, quick: true },
    { name: 'declined', words: 'Declined', mustConnect: true },
    { name: 'failed', words: 'Cannot be reached', mustConnect: true, quick: true },
  ],
  outage: 'no-answer',
  gives: [{ ...answeredBy, on: ['answered'] }],
  summary: ({ to, name, seconds }) => `${name ? `${name}, ` : ''}${to}, ${seconds} s`,
  uses: ({ to = '' }) => (PLACE.test(to) ? { addresses: [outsideAddress(to)] } : {}),
  longestWait: ({ seconds }) => seconds,
  /** Why it must not be called, or that it may. */
  decide: ({ to }, { whyNotOutside, caller }) => whyNotOutside?.(outsideAddress(to), caller.e164) ?? 'may-be-called',
  check: ({ confirm: asks }) => checkManner({ confirm: asks }),
})
export type Forward = typeof forward
