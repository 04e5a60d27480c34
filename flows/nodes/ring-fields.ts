import { z } from 'zod'
import type { ConfigIssue } from '../language/node.ts'
import type { MannerConfig } from './ring-manner.ts'

/** How phones are rung, as the forms of all kinds ask for it that ring somebody. Absent is as usual, as in flows that know nothing of it. */
export const mannerFields = {
  talking: z
    .enum(['ring'])
    .optional()
    .meta({
      label: 'People already on a call',
      help: 'Passing them over saves the caller time; ringing them lets them swap calls.',
      widget: 'choice',
      choices: { ring: 'Ring anyway' },
      absent: 'Skip',
    }),
  shows: z
    .enum(['caller'])
    .optional()
    .meta({
      label: 'The phone shows',
      help: 'The caller’s own number needs a carrier that lets it through. Where it does not, the number that was called is shown.',
      widget: 'choice',
      choices: { caller: 'The caller’s own number' },
      absent: 'The number that was called',
    }),
  confirm: z
    .enum(['none'])
    .optional()
    .meta({
      label: 'To take the call',
      help: 'Pressing 1 keeps answering machines and voicemails of mobiles from taking calls.',
      widget: 'choice',
      choices: { none: 'Picking up is enough' },
      absent: 'They press 1',
    }),
} as const

/** Validation rule 9: what may happen where nobody has to press a key. */
export function checkManner({ confirm }: MannerConfig): readonly ConfigIssue[] {
  if (confirm !== 'none') return []
  return [
    {
      field: 'confirm',
      severity: 'warning',
      message:
        'Without pressing 1, a voicemail or call screening that picks up takes the call, and the caller talks to a machine. Let people press 1.',
    },
  ]
}
