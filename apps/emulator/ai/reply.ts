import { z } from 'zod'

const record = z.record(z.string(), z.unknown())
const reply = z.looseObject({
  response: z
    .union([
      z.string(),
      z
        .looseObject({ tool_result: z.string().default(''), tool_prompt: z.string().optional() })
        .transform((both) => both.tool_result),
    ])
    .optional(),
  action: z.union([z.array(record), record.transform((one) => [one])]).default([]),
  post_process: z.boolean().default(false),
})

/** What a tool answers: what the assistant is told, and what is done to the call. */
export interface ToolReply {
  readonly response: string
  readonly actions: readonly Record<string, unknown>[]
  /** The actions wait until the assistant has spoken. */
  readonly speaksFirst: boolean
}

/** Reads a tool's answer; undefined when it is none. */
export function readReply(body: string): ToolReply | undefined {
  const value = parsed(body)
  const read = reply.safeParse(value)
  if (!read.success) return undefined
  return { response: read.data.response ?? '', actions: read.data.action, speaksFirst: read.data.post_process }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
