import { z } from 'zod'

/** The most matches that one caller check can have: each is an exit of its card. */
const MOST_MATCHES = 12
/** The most numbers that one match can name. */
const MOST_NUMBERS = 50

/** As people write a number, without what they put between its digits. */
const withoutGaps = (written: string): string => written.replaceAll(/[\s().\-/\u00a0\u202f]/g, '')

const tagged = z.strictObject({
  is: z.literal('tagged'),
  tag: z.string('Choose a tag.').min(1, 'Choose a tag.').max(64, 'Choose a tag from the list.').meta({
    label: 'Tag',
    help: 'Callers whose contact has this tag. Manage tags under Contacts, Tags.',
    widget: 'tag',
  }),
})

const country = z.strictObject({
  is: z.literal('country'),
  country: z
    .string('Choose a country.')
    .regex(/^[A-Z]{2}$/, 'Choose a country from the list.')
    .meta({ label: 'Country', help: 'Callers whose number belongs to this country.', widget: 'country' }),
})

const area = z.strictObject({
  is: z.literal('area'),
  begins: z
    .string('Write how their numbers begin.')
    .overwrite(withoutGaps)
    .regex(/^\+[1-9]\d{0,14}$/, 'Write how their numbers begin, with + and the country code, as in +1 202 or +49 30.')
    .meta({
      label: 'Beginning',
      help: 'Callers whose number begins like this: the country code and the area, as in +1 202 or +49 30.',
      widget: 'text',
    }),
})

const numbers = z.strictObject({
  is: z.literal('numbers'),
  numbers: z
    .array(
      z
        .string('Write a number.')
        .overwrite(withoutGaps)
        .regex(
          /^(\+[1-9]\d{1,14}|\d{3,8})$/,
          'Write the whole number with + and the country code, as in +1 202 555 0150, or a short code of 3 to 8 digits.',
        )
        .meta({ label: 'Number', help: 'With + and the country code, as in +1 202 555 0150.', widget: 'text' }),
      'Add a number.',
    )
    .min(1, 'Add a number.')
    .max(MOST_NUMBERS, `One match can name at most ${MOST_NUMBERS} numbers. Give their contacts a tag instead.`)
    .meta({ label: 'Numbers', help: 'Callers with exactly one of these numbers.', widget: 'list' }),
})

/** Which callers a match is for. */
const who = z.discriminatedUnion(
  'is',
  [
    z.strictObject({ is: z.literal('vip') }),
    tagged,
    z.strictObject({ is: z.literal('blocked') }),
    z.strictObject({ is: z.literal('called-before') }),
    country,
    area,
    numbers,
  ],
  'Choose which callers.',
)

const match = z.strictObject({
  id: z
    .string('Give each match an id of its own.')
    .regex(/^[a-z0-9]{1,8}$/, 'The id of a match has 1 to 8 small letters or digits.')
    .meta({
      label: 'Id',
      help: 'What its exit is called in the drawing. It stays when the match is renamed.',
      widget: 'row-id',
    }),
  name: z
    .string('Name this match.')
    .trim()
    .min(1, 'Name this match.')
    .max(40, 'A name can have at most 40 characters.')
    .meta({ label: 'Name', help: 'What its exit is called, such as “Regular customers”.', widget: 'text' }),
  who: who.meta({
    label: 'Callers who',
    help: 'A caller goes on by the first match that fits.',
    widget: 'variant',
    choices: {
      vip: 'are VIPs',
      tagged: 'have a tag',
      blocked: 'are blocked',
      'called-before': 'have called before',
      country: 'call from a country',
      area: 'have a number that begins with …',
      numbers: 'have one of these numbers',
    },
  }),
})

/** The list of matches, the first of which counts. */
export function matchList() {
  return z
    .array(match.meta({ label: 'Match', help: 'Some callers, with an exit of their own.', widget: 'group' }))
    .max(MOST_MATCHES, `A caller check can have at most ${MOST_MATCHES} matches.`)
    .default([
      { id: '1', name: 'Blocked callers', who: { is: 'blocked' } },
      { id: '2', name: 'VIPs', who: { is: 'vip' } },
    ])
    .meta({
      label: 'Matches',
      help: 'Looked through from the top: the first that fits a caller decides.',
      widget: 'list',
    })
}

export type Match = z.output<typeof match>
