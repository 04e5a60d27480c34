import { z } from 'zod'
import { milliseconds } from '../clock.ts'

const sentence = z.string().trim().min(1).max(2000)
const length = z.string().refine((text) => milliseconds(text) !== undefined, 'must be a length such as "2s" or "500ms"')

const turn = z.union([
  z.strictObject({ assistant: sentence }),
  z.strictObject({ caller: z.string().max(2000) }),
  z.strictObject({ tool: z.string().min(1).max(200), args: z.record(z.string(), z.unknown()).default({}) }),
  z.strictObject({ wait: length }),
  z.strictObject({ hangup: z.literal(true) }),
])

/** One thing that an assistant does, or waits for, when it plays by a script. */
export type Turn = z.output<typeof turn>

/** The body of `PUT /emulator/ai`: how assistants play from now on. */
export const playingOrder = z.discriminatedUnion('mode', [
  z.strictObject({
    mode: z.literal('rules'),
    triggers: z.record(z.string().min(1).max(200), z.array(sentence).max(100)).optional(),
  }),
  z.strictObject({ mode: z.literal('script'), turns: z.array(turn).max(1000) }),
])

/** How assistants play. */
export type Playing = z.output<typeof playingOrder>

/** How they play until somebody says otherwise. */
export const BY_RULES: Playing = { mode: 'rules' }

/** By which of a caller's words a tool is called, unless it is said otherwise. */
const TRIGGERS: Readonly<Record<string, readonly string[]>> = {
  ask_for_person: ['person', 'human', 'somebody', 'someone', 'agent', 'representative'],
  take_inquiry: ['message', 'call me back', 'callback', 'appointment'],
  end_call: ['goodbye', "that's all"],
}

/** Whether what a caller says calls a tool: compared by words, whatever their case and punctuation. */
export function triggers(playing: Extract<Playing, { mode: 'rules' }>, tool: string, said: string): boolean {
  const given = playing.triggers && Object.hasOwn(playing.triggers, tool) ? playing.triggers[tool] : undefined
  const words = given ?? (Object.hasOwn(TRIGGERS, tool) ? TRIGGERS[tool] : undefined)
  if (words === undefined) return tool === 'look_up' && said.includes('?')
  return words.some((trigger) => ` ${plain(said)} `.includes(` ${plain(trigger)} `))
}

function plain(text: string): string {
  return text
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
