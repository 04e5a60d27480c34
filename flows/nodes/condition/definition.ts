import { z } from 'zod'
import { canonicalJson } from '../../language/canonical-json.ts'
import { defineNode, type ConfigIssue } from '../../language/node.ts'
import { callValues } from '../../values/call-values.ts'
import { exitsOfRows, slug } from './exits-of-rows.ts'
import type { Comparison } from './holds.ts'
import { placeOn, type Scale } from './scale.ts'

const place = (label: string, help: string) =>
  z
    .string(NO_PLACE)
    .trim()
    .max(40, NO_PLACE)
    .refine((text) => placeOn(text) !== null, NO_PLACE)
    .meta({ label, help, widget: 'text' })

const NO_PLACE = 'Write a number, a time as in 18:30, or a date as in 2026-12-24.'
const SCALES = 'A number, a time as in 18:30, or a date as in 2026-12-24.'

const compared = z
  .discriminatedUnion(
    'is',
    [
      z.strictObject({
        is: z.literal('equal'),
        to: z
          .string('Write what the value must be.')
          .trim()
          .min(1, 'Write what the value must be.')
          .max(200, 'At most 200 characters.')
          .meta({
            label: 'Text',
            help: 'Capitals make no difference. Other values may stand in it.',
            widget: 'template',
          }),
      }),
      z.strictObject({
        is: z.literal('one-of'),
        of: z
          .array(
            z
              .string('Write what the value may be.')
              .trim()
              .min(1, 'Write what the value may be.')
              .max(200, 'At most 200 characters.')
              .meta({ label: 'Text', help: 'Capitals make no difference.', widget: 'text' }),
            'Add at least one text.',
          )
          .min(1, 'Add at least one text.')
          .max(50, 'At most 50 texts. Use “looks like”, or a second row.')
          .meta({ label: 'Texts', help: 'Any of them will do.', widget: 'list' }),
      }),
      z.strictObject({
        is: z.literal('like'),
        pattern: z
          .string('Write a pattern.')
          .trim()
          .min(1, 'Write a pattern.')
          .max(100, 'A pattern can have at most 100 characters.')
          .meta({
            label: 'Pattern',
            help: 'As in +31* for numbers of the Netherlands: * is anything, ? one character, # one digit; \\* is a star.',
            widget: 'text',
          }),
      }),
      z.strictObject({
        is: z.literal('between'),
        from: place('From', SCALES),
        to: place('To', 'Of the same sort, and itself included. Times may go over midnight, as from 22:00 to 06:00.'),
      }),
      z.strictObject({ is: z.literal('before'), than: place('Before', SCALES) }),
      z.strictObject({ is: z.literal('after'), than: place('After', SCALES) }),
      z.strictObject({ is: z.literal('empty') }),
      z.strictObject({ is: z.literal('known') }),
    ],
    'Choose what is asked of the value.',
  )
  .meta({
    label: 'When',
    help: 'What is asked of the value.',
    widget: 'variant',
    choices: {
      equal: 'it is',
      'one-of': 'it is one of',
      like: 'it looks like',
      between: 'it is between',
      before: 'it is less than, or before',
      after: 'it is more than, or after',
      empty: 'it is empty or not known',
      known: 'it is not empty',
    },
  })

/** Leads calls by what they know. */
export const condition = defineNode({
  kind: 'condition',
  label: 'Condition',
  help: 'Compares values of the call, row by row. The first row that holds says where the call goes on.',
  icon: 'ArrowsSplit2',
  group: 'ways',
  config: z.strictObject({
    rows: z
      .array(
        z
          .strictObject({
            name: z
              .string('Name the row.')
              .trim()
              .min(1, 'Name the row.')
              .max(40, 'A name can have at most 40 characters.')
              .meta({ label: 'Exit', help: 'What the way out is called when the row holds.', widget: 'text' }),
            value: z
              .string('Choose a value.')
              .min(1, 'Choose a value.')
              .max(200, 'Choose a value from the list.')
              .meta({ label: 'Value', help: 'What is looked at.', widget: 'value' }),
            when: compared,
          })
          .meta({ label: 'Row', help: 'A way out, and when calls take it.', widget: 'group' }),
        'Add at least one row.',
      )
      .min(1, 'Add at least one row.')
      .max(20, 'A condition can have at most 20 rows. Connect “Otherwise” to another one for more.')
      .refine(
        (rows) => new Set(rows.map(({ name }) => slug(name))).size === rows.length,
        'Give each row a name of its own.',
      )
      .meta({ label: 'Rows', help: 'Looked at from the first to the last.', widget: 'list' }),
  }),
  exits: ({ rows = [] }) => [
    ...exitsOfRows(rows).map((name, at) => ({
      name,
      words: rows[at]?.name || `Row ${at + 1}`,
      mustConnect: true,
      quick: true,
    })),
    { name: 'else', words: 'Otherwise', mustConnect: true, quick: true },
  ],
  outage: 'else',
  example: {
    rows: [
      { name: 'The Netherlands', value: 'caller.number', when: { is: 'like', pattern: '+31*' } },
      { name: 'At night', value: 'call.time', when: { is: 'between', from: '22:00', to: '06:00' } },
    ],
  },
  summary: ({ rows }) =>
    rows.length === 1
      ? rows.map(({ value, when }) => `${value} ${words(when)}`).join('')
      : `${rows.map(({ name }) => name).join(', ')} or otherwise`,
  check: ({ rows }) => rows.flatMap((row, at) => [...scaleIssues(row, at), ...neverTaken(rows, at)]),
})
export type Condition = typeof condition

interface Row {
  readonly value: string
  readonly when: Comparison
}

/** The texts between which a value is to lie. */
function endsOf(when: Comparison): readonly { readonly field: string; readonly text: string }[] {
  if (when.is === 'before' || when.is === 'after') return [{ field: 'than', text: when.than }]
  return when.is === 'between'
    ? [
        { field: 'from', text: when.from },
        { field: 'to', text: when.to },
      ]
    : []
}

function scaleIssues({ value, when }: Row, at: number): readonly ConfigIssue[] {
  const [first, last] = endsOf(when)
  if (!first) return []
  const begin = placeOn(first.text)
  const end = last && placeOn(last.text)
  const error = (field: string, message: string): readonly ConfigIssue[] => [
    { field: `rows[${at}].${field}`, severity: 'error', message },
  ]
  if (begin && end && begin.scale !== end.scale)
    return error(
      'when.to',
      `${scaleWords[end.scale]} cannot be compared with ${scaleWords[begin.scale].toLowerCase()}: write two of the same sort.`,
    )
  if (begin && end && begin.scale !== 'time' && begin.at > end.at)
    return error('when.to', `Nothing lies between these two: “${first.text}” comes after “${last.text}”. Swap them.`)
  const own = Object.hasOwn(callValues, value) ? callValues[value] : undefined
  if (!own || !begin || own.scale === begin.scale) return []
  return own.scale
    ? error(
        `when.${first.field}`,
        `“${own.words}” is ${scaleWords[own.scale].toLowerCase()}: compare it with one, as in ${own.example}.`,
      )
    : error(
        'when',
        `“${own.words}” is neither a number, a time nor a date. Ask whether it is, or looks like, something.`,
      )
}

const scaleWords: Readonly<Record<Scale, string>> = { number: 'A number', time: 'A time', date: 'A date' }

function neverTaken(rows: readonly Row[], at: number): readonly ConfigIssue[] {
  const asked = (row: Row | undefined): string => canonicalJson([row?.value, row?.when])
  const before = rows.findIndex((row) => asked(row) === asked(rows[at]))
  if (before >= at) return []
  const message = `No call takes this way: row ${before + 1} asks the same. Change one of them, or remove it.`
  return [{ field: `rows[${at}]`, severity: 'warning', message }]
}

function words(when: Comparison): string {
  switch (when.is) {
    case 'equal':
      return `is “${when.to}”`
    case 'one-of':
      return `is ${when.of.map((one) => `“${one}”`).join(' or ')}`
    case 'like':
      return `looks like “${when.pattern}”`
    case 'between':
      return `is between ${when.from} and ${when.to}`
    case 'before':
      return `${isNumber(when.than) ? 'is less than' : 'is before'} ${when.than}`
    case 'after':
      return `${isNumber(when.than) ? 'is more than' : 'is after'} ${when.than}`
    case 'empty':
      return 'is empty'
    case 'known':
      return 'is not empty'
  }
}

function isNumber(text: string): boolean {
  return placeOn(text)?.scale === 'number'
}
