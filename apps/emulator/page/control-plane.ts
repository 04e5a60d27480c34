import * as z from 'zod/mini'

/** The page's hands: everything it may ask of the emulator's control plane, on the page's own origin. */
export const controlPlane = {
  /** Dials a business number as somebody outside and returns the call's id. */
  dial: async (call: { from: string; to: string }): Promise<string> =>
    (await ask('POST', '/emulator/calls', { body: call, answer: z.object({ id: z.string() }) })).id,
  /** What the caller of a call does. */
  caller: (id: string): Actions => actionsAt(`/emulator/calls/${encodeURIComponent(id)}`),
  /** What the person at a phone does with its ringing or current call. */
  phone: (number: string): PhoneActions => {
    const at = `/emulator/phones/${encodeURIComponent(number)}`
    return {
      ...actionsAt(at),
      answer: () => deed('POST', `${at}/answer`),
      decline: () => deed('POST', `${at}/decline`),
    }
  },
  /** Says what a phone does from now on when it is rung. */
  behave: (number: string, behaviour: Behaviour): Promise<void> =>
    deed('PUT', `/emulator/phones/${encodeURIComponent(number)}/behaviour`, behaviour),
  /** Everything the page shows, read at once: at the start, after a reset, and every second while the stream is broken. */
  snapshot: async (): Promise<Snapshot> => {
    const [{ calls }, { phones }, numbers] = await Promise.all([
      ask('GET', '/emulator/calls', { answer: z.object({ calls: z.array(callSchema) }) }),
      ask('GET', '/emulator/phones', { answer: z.object({ phones: z.array(phoneSchema) }) }),
      controlPlane.numbers(),
    ])
    return { calls, phones, numbers }
  },
  /** The business numbers with their names. */
  numbers: async (): Promise<BusinessNumber[]> =>
    (await ask('GET', '/emulator/numbers', { answer: z.object({ numbers: z.array(numberSchema) }) })).numbers,
}

/** Where the emulator tells, as Server-Sent Events, every call and phone that has changed. */
export const eventsUrl = '/emulator/events'

/** Where a recording can be heard without the carrier's key. */
export const recordingUrl = (id: string): string => `/emulator/recordings/${encodeURIComponent(id)}.wav`

/** One event of the stream as the page understands it; `null` for what it does not know. */
export function readEvent(type: string, data: string): CallEvent | PhoneEvent | null {
  const value: unknown = parseJson(data)
  if (type === 'call') {
    const call = callSchema.safeParse(value)
    return call.success ? { kind: 'call', call: call.data } : null
  }
  const phone = phoneSchema.safeParse(value)
  return type === 'phone' && phone.success ? { kind: 'phone', phone: phone.data } : null
}

/** The emulator refused; the message is its own sentence, which tells you what to do. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
}

const words = z.optional(z.nullable(z.string()))
const legSchema = z.object({
  id: z.string(),
  to: z.string(),
  state: z.enum(['queued', 'created', 'ringing', 'answered', 'ended']),
  createdAt: words,
  ringingAt: words,
  answeredAt: words,
  endedAt: words,
  endReason: words,
  /** Not in the contract: when ringing stops by itself, where the emulator tells it. */
  ringsUntil: words,
})
const entrySchema = z.object({ ms: z.number(), who: z.string(), what: z.string(), detail: words })
const hearsSchema = z.enum(['ringback', 'speech', 'music', 'silence', 'person', 'nothing'])
const callSchema = z.object({
  id: z.string(),
  from: z.string(),
  to: z.string(),
  state: z.enum(['ringing', 'in-progress', 'ended']),
  startedAt: z.string(),
  answeredAt: words,
  endedAt: words,
  endReason: words,
  hears: hearsSchema,
  with: z.nullable(z.string()),
  legs: z.array(legSchema),
  timeline: z.array(entrySchema),
  recordings: z.array(z.object({ id: z.string(), url: z.string(), seconds: z.number() })),
})
const behaviourSchema = z.object({
  kind: z.enum(['manual', 'answers', 'declines', 'busy', 'never', 'off', 'voicemail']),
  after: z.optional(z.string()),
  presses: z.optional(z.string()),
  talksFor: z.optional(z.string()),
})
const phoneSchema = z.object({
  number: z.string(),
  name: words,
  state: z.enum(['idle', 'ringing', 'talking', 'off']),
  behaviour: behaviourSchema,
  legs: z.array(legSchema),
  /** Not in the contract: what its line hears now, the last thing it heard in words, and with whom it really talks. */
  hears: z.optional(hearsSchema),
  heard: words,
  with: words,
  /** Not in the contract: the number that a ringing phone shows. */
  ringingFrom: words,
})
const numberSchema = z.object({ number: z.string(), name: words })
const problemSchema = z.object({ title: z.optional(z.string()), detail: z.optional(z.string()) })

export type Leg = z.infer<typeof legSchema>
export type Entry = z.infer<typeof entrySchema>
export type Call = z.infer<typeof callSchema>
export type Behaviour = z.infer<typeof behaviourSchema>
export type Phone = z.infer<typeof phoneSchema>
export type BusinessNumber = z.infer<typeof numberSchema>
export type Snapshot = { calls: Call[]; phones: Phone[]; numbers: BusinessNumber[] }
export type CallEvent = { kind: 'call'; call: Call }
export type PhoneEvent = { kind: 'phone'; phone: Phone }
export type Actions = {
  press(keys: string): Promise<void>
  say(text: string): Promise<void>
  hangUp(): Promise<void>
}
export type PhoneActions = Actions & { answer(): Promise<void>; decline(): Promise<void> }

function actionsAt(at: string): Actions {
  return {
    press: (keys) => deed('POST', `${at}/press`, { keys }),
    say: (text) => deed('POST', `${at}/say`, { text }),
    hangUp: () => deed('POST', `${at}/hang-up`),
  }
}

async function deed(method: string, path: string, body?: unknown): Promise<void> {
  await ask(method, path, { body, answer: z.unknown() })
}

async function ask<T extends z.ZodMiniType>(
  method: string,
  path: string,
  { body, answer }: { body?: unknown; answer: T },
): Promise<z.infer<T>> {
  const response = await fetch(path, {
    method,
    ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
  }).catch(() => {
    throw new Refusal('The emulator does not answer. Start it again, and this page will go on by itself.')
  })
  const value = parseJson(await response.text())
  if (!response.ok) {
    const problem = problemSchema.safeParse(value)
    throw new Refusal(
      (problem.success && (problem.data.detail ?? problem.data.title)) ||
        `The emulator answered ${response.status} to ${method} ${path}.`,
    )
  }
  const parsed = answer.safeParse(value)
  if (!parsed.success)
    throw new Refusal(`The emulator's answer to ${method} ${path} is not what this page expects: build the page again.`)
  return parsed.data
}

function parseJson(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
