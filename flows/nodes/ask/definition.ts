import { z } from 'zod'
import { defineNode } from '../../language/node.ts'
import { askingFields, questionText } from '../question-fields.ts'

/** More digits than any number that people know by heart, or have on a card. */
const MOST_DIGITS = 40

/** Asks the caller for a number or for some words, which the rest of the flow has as a value. */
export const ask = defineNode({
  kind: 'ask',
  label: 'Ask',
  help: 'Asks for a number to be entered, or for something to be said, and keeps the answer for the rest of the call.',
  icon: 'MessageQuestion',
  group: 'talk',
  callerDecides: true,
  config: z.strictObject({
    text: questionText('Read out to the caller, as in “Please enter your order number, then press the pound key.”'),
    takes: z
      .discriminatedUnion(
        'kind',
        [
          z.strictObject({ kind: z.literal('digits'), ...digitFields(), readBack: readBack() }),
          z.strictObject({ kind: z.literal('secret-digits'), ...digitFields() }),
          z.strictObject({
            kind: z.literal('words'),
            hints: z.string().trim().max(500, 'Write at most 500 characters.').default('').meta({
              label: 'Words to expect',
              help: 'Names and terms that are easily misheard, separated by commas.',
              widget: 'text',
            }),
            readBack: readBack(),
          }),
        ],
        'Choose what counts as an answer.',
      )
      .superRefine((takes, context) => {
        if (takes.kind === 'words' || takes.fewest <= takes.most) return
        const message = `Nobody could answer: at least ${takes.fewest} digits, and at most ${takes.most}.`
        context.addIssue({ code: 'custom', path: ['most'], message })
      })
      .meta({
        label: 'Answer',
        help: 'What the caller gives. A secret number is neither shown nor spoken nor written down anywhere.',
        widget: 'variant',
        choices: {
          digits: 'A number, by keys',
          'secret-digits': 'A secret number, by keys: a card, a PIN',
          words: 'Something said',
        },
      }),
    ...askingFields(),
  }),
  exits: [
    { name: 'answered', words: 'Answered', mustConnect: true },
    { name: 'invalid', words: 'No valid answer', mustConnect: true },
    // nobody need be there for it: a question that leads back to itself would be asked for ever
    { name: 'no-input', words: 'No answer', mustConnect: true, quick: true },
  ],
  outage: 'no-input',
  gives: ({ takes }) => [
    takes?.kind === 'words'
      ? { name: 'answer', words: 'Answer', example: 'The blue one', type: 'words', on: ['answered'] }
      : {
          name: 'answer',
          words: 'Answer',
          example: '4711',
          type: 'digits',
          ...(takes?.kind === 'secret-digits' && { secret: true }),
          on: ['answered'],
        },
  ],
  summary: ({ text, takes }) =>
    takes.kind === 'words'
      ? `“${text}”`
      : `“${text}” ${digitsInWords(takes)}${takes.kind === 'digits' ? '' : ', secret'}`,
  check: ({ takes }) =>
    takes.kind !== 'words' && takes.ends === 'pause' && takes.fewest !== takes.most
      ? [
          {
            field: 'takes.ends',
            severity: 'warning',
            message:
              'Callers wait 5 s after their last digit, as nobody knows that it was the last. Let a key end the number.',
          },
        ]
      : [],
})
export type Ask = typeof ask

function digitFields() {
  const count = (message: string) =>
    z
      .number('Enter a whole number.')
      .int('Enter a whole number.')
      .min(1, 'A number has at least 1 digit.')
      .max(MOST_DIGITS, message)
  const tooMany = `At most ${MOST_DIGITS} digits can be asked for.`
  return {
    fewest: count(tooMany).default(1).meta({ label: 'Fewest digits', help: 'Fewer are no answer.', widget: 'count' }),
    most: count(tooMany)
      .default(10)
      .meta({ label: 'Most digits', help: 'With this many the number is complete.', widget: 'count' }),
    ends: z
      .enum(['#', '*', 'pause'], 'Choose how a number ends.')
      .default('#')
      .meta({
        label: 'Ends with',
        help: 'What says that no more digits will come. Tell callers of it.',
        widget: 'choice',
        choices: { '#': 'The pound key, #', '*': 'The star key, *', pause: 'A pause' },
      }),
  }
}

function readBack() {
  return z
    .enum(['no', 'yes'], 'Choose whether the answer is read back.')
    .default('no')
    .meta({
      label: 'Read back',
      help: 'The caller hears the answer and says by a key whether it is right, or is asked again.',
      widget: 'choice',
      choices: { no: 'No', yes: 'Yes' },
    })
}

function digitsInWords({ fewest, most }: { readonly fewest: number; readonly most: number }): string {
  if (fewest === most) return `${most} ${most === 1 ? 'digit' : 'digits'}`
  return `${fewest} to ${most} digits`
}
