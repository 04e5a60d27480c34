import type { Assistant, ToolName } from '#flows/verbs/converse/assistant.ts'
import type { Draft } from '../../documents/harmless.ts'
import type { AiParameter, AiTool } from '../../documents/ai-types.ts'

/** The tools of an assistant, as its document describes them: those that it may use, and no others. */
export function toolsOf(assistant: Assistant): readonly Draft<AiTool>[] {
  return assistant.tools.map((name) => ({ function: name, ...described[name](assistant) }))
}

const described: { readonly [Name in ToolName]: (assistant: Assistant) => Draft<Omit<AiTool, 'function'>> } = {
  ask_for_person: () => ({
    description: 'Hands the call over to a person. Use it when the caller wants a person, or when you cannot help.',
    parameters: takes({ reason: text('Why the caller calls, in one sentence.') }, ['reason']),
  }),
  take_inquiry: () => ({
    description: 'Notes what the caller wants, so that somebody gets back to them. Ask for what you do not know first.',
    parameters: takes(
      {
        name: text('The name of the caller.'),
        number: text('The telephone number at which the caller can be reached, if it is not the one they call from.'),
        reason: text('What the caller wants, in one or two sentences.'),
        urgency: { ...text('How urgent it is.'), enum: ['normal', 'high', 'low'] },
      },
      ['reason'],
    ),
  }),
  look_up: () => ({
    description: 'Looks up the answer to a question about the business. Use it before you answer such a question.',
    parameters: takes({ question: text('The question, in a few words.') }, ['question']),
  }),
  set_value: ({ values }) => ({
    description: `Notes something that the caller has said: ${values.map(({ name, about }) => `${name} (${about})`).join('; ')}.`,
    parameters: takes(
      {
        name: { ...text('Which of them.'), ...(values.length > 0 && { enum: values.map(({ name }) => name) }) },
        value: text('What the caller has said.'),
      },
      ['name', 'value'],
    ),
  }),
  end_call: () => ({
    description: 'Ends the conversation. Use it when the caller has what they wanted, or says goodbye.',
    parameters: takes({ reason: text('What the call was about, in one sentence.') }, ['reason']),
  }),
}

function takes(
  properties: Readonly<Record<string, Draft<AiParameter>>>,
  required: readonly string[],
): Draft<AiTool['parameters']> {
  return { type: 'object', properties, required }
}

const text = (description: string) => ({ type: 'string', description }) as const
