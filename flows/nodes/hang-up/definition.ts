import { z } from 'zod'
import { defineNode } from '../../language/node.ts'

/** Ends the call. */
export const hangUp = defineNode({
  kind: 'hang-up',
  label: 'Hang up',
  help: 'Ends the call.',
  icon: 'PhoneOff',
  group: 'end',
  config: z.strictObject({
    cause: z
      .enum(['done', 'busy', 'declined'], 'Choose how the call ends.')
      .default('done')
      .meta({
        label: 'How',
        help: 'What the caller’s phone is told.',
        widget: 'choice',
        choices: { done: 'As a finished call', busy: 'As busy', declined: 'As declined' },
      }),
  }),
  exits: [],
  outage: null,
  summary: ({ cause }) =>
    ({ done: 'Ends the call', busy: 'Ends the call as busy', declined: 'Ends the call as declined' })[cause],
})
export type HangUp = typeof hangUp
