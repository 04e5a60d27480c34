import { z } from 'zod'
import type { Conversation } from '../ai/conversation.ts'
import type { Refusal } from './errors.ts'
import { refusals } from './errors.ts'

const nothing = z.strictObject({})
const message = z.strictObject({
  role: z.enum(['system', 'user', 'assistant'], 'must be system, user or assistant').optional(),
  message_text: z.string().max(10_000).optional(),
  reset: z
    .strictObject({
      full_reset: z.boolean().optional(),
      user_prompt: z.string().optional(),
      system_prompt: z.string().optional(),
    })
    .optional(),
  global_data: z.record(z.string(), z.unknown()).optional(),
})
const hold = z.strictObject({
  timeout: z
    .string('must be a string of digits')
    .regex(/^\d{1,4}$/, 'must be a string of digits')
    .default('300'),
  prompt: z.string().max(10_000).optional(),
})
const stop = z.strictObject({ control_id: z.string().optional() })

/** The commands about a running assistant: each reads its parameters and says what it does to the conversation. */
export const AI_COMMANDS: Readonly<Record<string, (params: unknown, talk: Conversation) => readonly Refusal[]>> = {
  'calling.ai_message': (params, talk) =>
    taken(message, params, ({ role, message_text: text = '', reset, global_data: data }) => {
      if (reset?.full_reset) talk.callLog.length = 0
      if (reset?.system_prompt) talk.log('system', reset.system_prompt)
      if (data) talk.globalData = { ...talk.globalData, ...data }
      if (text === '') return
      if (role === 'user') talk.inbox.put({ kind: 'words', text, ms: 0 })
      else talk.log(role ?? 'system', text)
    }),
  'calling.ai_hold': (params, talk) =>
    taken(hold, params, ({ timeout, prompt }) =>
      talk.inbox.put({ kind: 'hold', seconds: Math.min(900, Number(timeout)), prompt: prompt ?? null }),
    ),
  'calling.ai_unhold': (params, talk) => taken(nothing, params, () => talk.inbox.put({ kind: 'unhold' })),
  'calling.ai.stop': (params, talk) => taken(stop, params, () => talk.inbox.put({ kind: 'stop' })),
}

function taken<T>(schema: z.ZodType<T>, params: unknown, does: (order: T) => void): readonly Refusal[] {
  const read = schema.safeParse(params)
  if (!read.success) return refusals(read.error)
  does(read.data)
  return []
}
