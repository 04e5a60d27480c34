import { z } from 'zod'
import { answerModes } from '../../call/answer-mode.ts'
import { defineNode } from '../../language/node.ts'

/** Sends calls to the AI or to the team, as the number's switch stands. */
export const mode = defineNode({
  kind: 'mode',
  label: 'Mode',
  help: 'Sends calls to the AI or to the team, as the switch on the number’s page stands when they come in. Switching needs no publishing.',
  icon: 'ToggleRight',
  group: 'ways',
  config: z.strictObject({
    initially: z
      .enum(answerModes, 'Choose one of the two.')
      .default('team')
      .meta({
        label: 'Until somebody switches',
        help: 'Who answers a number on which nobody has used the switch yet.',
        widget: 'choice',
        choices: { team: 'The team answers', ai: 'The AI answers' },
      }),
  }),
  exits: [
    { name: 'ai', words: 'The AI answers', mustConnect: true, quick: true },
    { name: 'team', words: 'The team answers', mustConnect: true, quick: true },
  ],
  outage: 'team',
  summary: ({ initially }) =>
    initially === 'ai' ? 'As switched, at first the AI answers' : 'As switched, at first the team answers',
  decide: ({ initially }, { mode: switched }) => switched ?? initially,
})
export type Mode = typeof mode
