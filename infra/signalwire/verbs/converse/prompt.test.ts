import { expect, it } from 'vitest'
import type { ToolName } from '#flows/verbs/converse/assistant.ts'
import { promptOf } from './prompt.ts'

function told(tools: readonly ToolName[], back: boolean): string {
  const assistant = {
    persona: 'You answer.',
    greeting: 'Hi.',
    greetingOfReturn: 'Sorry.',
    languages: [],
    answers: [],
    rules: [],
    maxSeconds: 60,
    tools,
    values: [],
  }
  return promptOf({ do: 'converse', assistant, back }, (text) => text)
}

it('an assistant that is asked says that it is none of the people', () =>
  expect(told([], false)).toContain('say that you are an AI assistant, not a person'))

it('a caller who comes back is offered to leave a message only where the assistant can take one', () => {
  expect(told(['ask_for_person', 'take_inquiry'], true)).toContain('offer to take a message')
  expect(told(['ask_for_person'], true)).toContain('you cannot take messages')
  expect(told(['ask_for_person'], false)).not.toContain('take a message')
})
