import type { Speech } from '../../speech/speech.ts'

/** Who answers in place of people, and what it may do: all that its conversation with a caller is made from. */
export interface Assistant {
  /** Who it is and how it behaves. */
  readonly persona: string
  /** What it says first. */
  readonly greeting: string
  /** What it says first to a caller whom it takes back, as nobody has answered. */
  readonly greetingOfReturn: string
  /** How it speaks; absent where it is the carrier's own English. */
  readonly speech?: Speech
  /** Tags of the other languages that it may change to. */
  readonly languages: readonly string[]
  /** What it knows by heart; empty where it looks answers up. */
  readonly answers: readonly KnownAnswer[]
  /** What it must do, or must not. */
  readonly rules: readonly string[]
  /** How long it may talk. Seconds. */
  readonly maxSeconds: number
  readonly tools: readonly ToolName[]
  /** What it may find out and hand on. */
  readonly values: readonly WantedValue[]
}

export interface KnownAnswer {
  readonly question: string
  readonly answer: string
}

export interface WantedValue {
  readonly name: string
  /** What it is, in a few words. */
  readonly about: string
}

/** What an assistant can be allowed to do. Whatever it is talked into, it can do nothing else. */
export type ToolName = (typeof toolNames)[number]
export const toolNames = ['ask_for_person', 'take_inquiry', 'look_up', 'set_value', 'end_call'] as const

/** How a conversation has ended for the call: it goes on by it. Whoever hangs up ends the walk instead. */
export type AiEnd = (typeof aiEnds)[number]
export const aiEnds = ['wants-person', 'resolved', 'failed', 'limit-reached'] as const

/** What came of a conversation: how it ended, why, and the values that the assistant found out, by their names. */
export interface AiOutcome {
  readonly kind: AiEnd
  /** In the assistant's words; empty where it gave none. */
  readonly reason: string
  readonly values: Readonly<Record<string, string>>
}

/** What a tool tells the assistant once it has done its part; it says so in the caller's language. */
export const toolWords = {
  ask_for_person: 'One moment, I will connect you.',
  take_inquiry: 'I have noted that. Somebody will get back to you.',
  set_value: 'Thank you, I have noted that.',
  end_call: 'Thank you for calling. Goodbye.',
  notFound: 'I am sorry, I do not know that.',
  takesTime: 'I am looking into that. One moment, please.',
  notAllowed: 'That is not possible here.',
} as const
