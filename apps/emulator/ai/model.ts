import { z } from 'zod'

/** Where a language model is asked: any server that speaks as OpenAI's chat completions do. */
export interface ModelPlace {
  /** As in `http://127.0.0.1:11434/v1`. */
  baseUrl: string
  name: string
  /** Sent as a bearer token; none when empty. */
  key: string
}

/** One line of a conversation, as such servers know it. */
export type ModelMessage =
  | { role: 'system' | 'user'; content: string }
  | { role: 'assistant'; content: string; tool_calls?: ModelCall[] }
  | { role: 'tool'; content: string; tool_call_id: string }

/** A tool that the model wants called. */
type ModelCall = z.output<typeof modelCall>
const modelCall = z.looseObject({
  id: z.string().default(''),
  type: z.literal('function').default('function'),
  function: z.looseObject({ name: z.string(), arguments: z.string().default('{}') }),
})

const completion = z.looseObject({
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.string().nullish(),
          tool_calls: z.array(modelCall).nullish(),
        }),
      }),
    )
    .min(1),
})

const PATIENCE_MS = 30_000

/** Asks the model what comes next; null when it does not answer, or nonsense. */
export async function askModel(
  { baseUrl, name, key }: ModelPlace,
  { messages, tools }: { messages: readonly ModelMessage[]; tools: readonly object[] },
): Promise<{ text: string; calls: ModelCall[] } | null> {
  try {
    const answer = await fetch(`${baseUrl.replace(/\/$/, '')}/chat/completions`, {
      method: 'POST',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: { 'content-type': 'application/json', ...(key === '' ? {} : { authorization: `Bearer ${key}` }) },
      body: JSON.stringify({ model: name, messages, ...(tools.length > 0 ? { tools } : {}) }),
    })
    if (!answer.ok) return null
    const [first] = completion.parse(await answer.json()).choices
    return { text: (first?.message.content ?? '').trim(), calls: first?.message.tool_calls ?? [] }
  } catch {
    return null
  }
}

/** The arguments that a model gives a tool; none when they cannot be read. */
export function argumentsIn({ function: { arguments: text } }: ModelCall): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    return {}
  }
}
