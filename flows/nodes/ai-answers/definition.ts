import { z } from 'zod'
import { defineNode, type ConfigIssue } from '../../language/node.ts'
import { toolNames } from '../../verbs/converse/assistant.ts'
import { languageTag, ownSpeechFields } from '../prompt-fields.ts'

/** A name that texts can have in their braces. */
const VALUE_NAME = /^[a-z][a-z0-9-]{0,29}$/
/** Where a tool has ended the conversation, so that what was found out is known. */
const ON_ENDED = ['wants-person', 'resolved'] as const

/** An assistant answers. */
export const aiAnswers = defineNode({
  kind: 'ai-answers',
  label: 'AI answers',
  help: 'An AI assistant talks with the caller: it answers questions, takes messages, and hands over to people. When nobody answers there, lead the call back here and it takes the caller back.',
  icon: 'Robot',
  group: 'talk',
  callerDecides: true,
  config: z.strictObject({
    persona: z
      .string()
      .trim()
      .min(1, 'Say who the assistant is and what it should do.')
      .max(2000, 'The description can have at most 2,000 characters.')
      .default('You are the friendly receptionist of {{business.name}}. Be brief and helpful.')
      .meta({
        label: 'Who it is',
        help: 'Who the assistant is, how it behaves and what it should do for callers.',
        widget: 'template',
      }),
    greeting: z
      .string()
      .trim()
      .max(500, 'A greeting can have at most 500 characters.')
      .default('Hello, this is the automated assistant of {{business.name}}. How can I help you?')
      .meta({ label: 'Greeting', help: 'The first sentence that callers hear.', widget: 'prompt' }),
    greetingOfReturn: z
      .string()
      .trim()
      .max(500, 'A greeting can have at most 500 characters.')
      .default('I am sorry, nobody is free at the moment. May I take a message?')
      .meta({
        label: 'Greeting when nobody answered',
        help: 'Said when the call comes back here, because the people it was handed to did not answer.',
        widget: 'prompt',
      }),
    ...ownSpeechFields(),
    languages: z
      .array(languageTag().meta({ label: 'Language', help: 'One more language.', widget: 'language' }))
      .max(3, 'The assistant can speak at most three more languages.')
      .default([])
      .meta({
        label: 'Other languages',
        help: 'Languages that it changes to when the caller speaks them.',
        widget: 'list',
      }),
    answers: z
      .array(
        z
          .strictObject({
            question: z
              .string()
              .trim()
              .min(1, 'Write the question.')
              .max(200, 'A question can have at most 200 characters.')
              .meta({ label: 'Question', help: 'As a caller would ask it.', widget: 'text' }),
            answer: z
              .string()
              .trim()
              .min(1, 'Write the answer.')
              .max(500, 'An answer can have at most 500 characters.')
              .meta({ label: 'Answer', help: 'What the assistant may say.', widget: 'text' }),
          })
          .meta({ label: 'Question and answer', help: 'Something that callers ask.', widget: 'group' }),
      )
      .max(30, 'The assistant can know at most 30 questions and answers.')
      .default([])
      .meta({ label: 'Questions and answers', help: 'What the assistant knows.', widget: 'list' }),
    rules: z
      .array(
        z
          .string()
          .trim()
          .min(1, 'Write the rule, or remove it.')
          .max(200, 'A rule can have at most 200 characters.')
          .meta({ label: 'Rule', help: 'One sentence, such as “Never promise a price”.', widget: 'text' }),
      )
      .max(10, 'The assistant can follow at most ten rules.')
      .default([])
      .meta({ label: 'Rules', help: 'What the assistant must or must not do.', widget: 'list' }),
    maxSeconds: z
      .number('Enter whole seconds.')
      .int('Enter whole seconds.')
      .min(30, 'Allow at least 30 s for a conversation.')
      .max(1800, 'A conversation can last at most 1,800 s.')
      .default(300)
      .meta({
        label: 'Longest conversation',
        help: 'When this time is up, the call goes on by “Time is up”.',
        widget: 'seconds',
      }),
    tools: z
      .array(z.enum(toolNames, 'Choose something that the assistant may do.'))
      .max(toolNames.length, 'Choose each thing once.')
      .default(['ask_for_person', 'take_inquiry', 'end_call'])
      .meta({
        label: 'What it may do',
        help: 'The assistant can do nothing else.',
        widget: 'choices',
        choices: {
          ask_for_person: 'Hand over to a person',
          take_inquiry: 'Take an inquiry: name, number, reason, urgency',
          look_up: 'Look up answers instead of knowing them by heart',
          set_value: 'Find out values for the rest of the flow',
          end_call: 'End the conversation',
        },
      }),
    values: z
      .array(
        z
          .strictObject({
            name: z
              .string()
              .regex(VALUE_NAME, 'Use up to 30 small letters, digits and hyphens, such as order-number.')
              .meta({ label: 'Name', help: 'Such as order-number.', widget: 'text' }),
            about: z
              .string()
              .trim()
              .min(1, 'Say what it is.')
              .max(200, 'A description can have at most 200 characters.')
              .meta({ label: 'What it is', help: 'Such as “The number of the caller’s order”.', widget: 'text' }),
          })
          .meta({ label: 'Value', help: 'Something that the assistant may find out.', widget: 'group' }),
      )
      .max(5, 'The assistant can find out at most five values.')
      .default([])
      .meta({ label: 'Values', help: 'What the assistant may find out and note with the call.', widget: 'list' }),
  }),
  exits: [
    { name: 'wants-person', words: 'Wants a person', mustConnect: true },
    { name: 'resolved', words: 'Resolved' },
    { name: 'failed', words: 'The AI fails', mustConnect: true, quick: true },
    { name: 'limit-reached', words: 'Time is up', mustConnect: true },
  ],
  outage: 'wants-person',
  takesBack: true,
  gives: ({ values = [] }) => [
    {
      name: 'reason',
      words: 'Why the caller calls',
      example: 'A question about an invoice',
      type: 'words' as const,
      otherwise: 'something else',
      on: [...ON_ENDED],
    },
    ...values.flatMap(({ name = '', about = '' }) =>
      VALUE_NAME.test(name) && name !== 'reason'
        ? [
            {
              name,
              words: about || name,
              example: about || name,
              type: 'words' as const,
              otherwise: 'unknown',
              on: [...ON_ENDED],
            },
          ]
        : [],
    ),
  ],
  summary: ({ greeting, tools }) =>
    `${greeting ? `“${greeting}”` : 'No greeting'}${tools.includes('ask_for_person') ? '' : ', hands over to nobody'}`,
  check: ({ greeting, greetingOfReturn, tools, values, answers }) => [
    ...issue(
      greeting === '',
      'greeting',
      'Without a greeting the caller hears silence until they speak. Write what they should hear.',
    ),
    ...issue(
      !tools.includes('ask_for_person'),
      'tools',
      'The assistant may not hand over to a person, so callers cannot reach one. Allow it, or lead them on from “Resolved”. “Wants a person” is then taken only when Ringdown cannot be reached.',
    ),
    ...issue(
      tools.includes('ask_for_person') && !tools.includes('take_inquiry') && /\bmessage\b/i.test(greetingOfReturn),
      'tools',
      'The assistant may not take messages, but is asked to offer one when nobody answers. Allow it, or change that greeting.',
    ),
    ...issue(
      tools.includes('set_value') && values.length === 0,
      'values',
      'The assistant may find out values, but none is named. Name them, or do not allow it.',
    ),
    ...issue(
      tools.includes('look_up') && answers.length === 0,
      'answers',
      'The assistant may look up answers, but there are none. Write some, or do not allow it.',
    ),
    ...repeated(tools).map((at): ConfigIssue => ({
      field: `tools[${at}]`,
      severity: 'error',
      message: 'This is allowed already. Remove one of the two.',
    })),
    ...repeated(['reason', ...values.map(({ name }) => name)]).map((at): ConfigIssue => ({
      field: `values[${at - 1}].name`,
      severity: 'error',
      message: 'Another value has this name. Give this one a name of its own.',
    })),
  ],
})
export type AiAnswers = typeof aiAnswers

function issue(is: boolean, field: string, message: string): readonly ConfigIssue[] {
  return is ? [{ field, severity: 'warning', message }] : []
}

/** The places at which something stands that stood before. */
function repeated(names: readonly string[]): readonly number[] {
  return names.flatMap((name, at) => (names.indexOf(name) < at ? [at] : []))
}
