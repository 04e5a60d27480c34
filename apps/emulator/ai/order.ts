import { z } from 'zod'
import { amount, flag } from '../swml/session.ts'

const property = z.looseObject({ type: z.string().optional(), enum: z.array(z.unknown()).optional() })
const schemaOfArguments = z.looseObject({
  properties: z.record(z.string(), property).default({}),
  required: z.array(z.string()).default([]),
})

const tool = z.looseObject({
  function: z.string(),
  description: z.string().default(''),
  parameters: schemaOfArguments.optional(),
  web_hook_url: z.string().optional(),
  active: flag.default(true),
  meta_data: z.record(z.string(), z.unknown()).default({}),
  meta_data_token: z.string().default(''),
  data_map: z.unknown().optional(),
})

/** A tool of an assistant, as its document describes it. */
export type Tool = z.output<typeof tool>

/** The parameters of `ai`, as far as they are played. */
export const aiOrder = z.looseObject({
  prompt: z.looseObject({ text: z.string().optional() }),
  post_prompt: z.looseObject({ text: z.string().optional() }).optional(),
  post_prompt_url: z.string().optional(),
  global_data: z.record(z.string(), z.unknown()).default({}),
  params: z
    .looseObject({
      app_name: z.string().default('swml app'),
      conversation_id: z.string().optional(),
      static_greeting: z.string().optional(),
      wait_for_user: flag.default(false),
      hard_stop_time: z.string().optional(),
      hard_stop_prompt: z.string().optional(),
      inactivity_timeout: amount.default(600_000),
      swaig_allow_swml: flag.default(true),
      swaig_set_global_data: flag.default(true),
      swaig_post_conversation: flag.default(false),
      hold_music: z.string().optional(),
    })
    .prefault({}),
  SWAIG: z
    .looseObject({
      defaults: z.looseObject({ web_hook_url: z.string().optional() }).default({}),
      functions: z.array(tool).max(200).default([]),
      includes: z.array(z.unknown()).default([]),
      mcp_servers: z.array(z.unknown()).default([]),
      native_functions: z.array(z.unknown()).default([]),
    })
    .prefault({}),
})

/** What an assistant is told by its document. */
export type AiOrder = z.output<typeof aiOrder>

/** The parameters inside `params` that are played; the others can only be shown. */
export const PLAYED_PARAMS: ReadonlySet<string> = new Set([
  'app_name',
  'conversation_id',
  'static_greeting',
  'wait_for_user',
  'hard_stop_time',
  'hard_stop_prompt',
  'inactivity_timeout',
  'swaig_allow_swml',
  'swaig_set_global_data',
  'swaig_post_conversation',
  'hold_music',
])

/** `1h2m30s` in milliseconds; for ever when it is not given. */
export function hardStopMs(text: string | undefined): number {
  const parts = /^(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)s)?$/.exec(text ?? '')
  if (!text || !parts) return Infinity
  const [, hours = '0', minutes = '0', seconds = '0'] = parts
  return (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000
}

/** What is said for the arguments of a tool that is called by rules: the sentence where words are wanted, the caller's number where a telephone number is. */
export function argumentsFor(
  { parameters }: Pick<Tool, 'parameters'>,
  { said, number }: { said: string; number: string },
): Record<string, unknown> {
  const { properties = {}, required = [] } = parameters ?? {}
  return Object.fromEntries(
    Object.entries(properties).flatMap(([name, { type, enum: words }]) => {
      if (/phone|number|tel/i.test(name) && (type ?? 'string') === 'string') return [[name, number]]
      if (!required.includes(name)) return []
      if (words) return [[name, words[0]]]
      return [[name, WITHOUT_WORDS[type ?? 'string'] ?? said]]
    }),
  )
}

const WITHOUT_WORDS: Readonly<Record<string, unknown>> = { integer: 1, number: 1, boolean: true, array: [], object: {} }
