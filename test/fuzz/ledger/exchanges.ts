import { z } from 'zod'

/** What product and carrier have said to each other about ends and moves. Times in milliseconds since 1970. */
export interface Exchanges {
  /** Calls whose end the carrier has told, by callback or asked for this very call in its log: call → when it was first told. */
  readonly told: ReadonlyMap<string, number>
  /** The same by callbacks alone, which say more about an end than the log does. */
  readonly calledBack: ReadonlyMap<string, number>
  readonly orders: readonly Order[]
}

/** A command that the product gave the carrier. */
export interface Order {
  readonly what: 'dial' | 'redirect' | 'end'
  readonly at: number
  /** When it was answered, as far as the carrier could; null when it never was. */
  readonly answeredAt: number | null
  readonly status: number | null
  /** Of what is moved or ended; null for a dial. */
  readonly leg: string | null
  /** For a dial, E.164. */
  readonly to: string | null
  /** For which call somebody is dialled, as the carrier's callback addresses for it say; null for other commands. */
  readonly call: string | null
}

/** Picks out of the emulator's journal what the judge needs. @param journal its entries, as the control plane gives them. */
export function exchangesOf(journal: readonly unknown[]): Exchanges {
  const told = new Map<string, number>()
  const orders: Order[] = []
  const calledBack = new Map<string, number>()
  const tell = (first: Map<string, number>, call: string, at: number) =>
    first.set(call, Math.min(at, first.get(call) ?? Infinity))
  for (const one of journal) {
    const read = entry.safeParse(one)
    if (!read.success) continue
    const { direction, at, ms, status, url, request, response } = read.data
    const wasUnderstood = status !== null && status < 400 && ms !== null
    if (direction === 'in' && url.pathname === '/api/calling/calls')
      orders.push(...orderOf(request.body, { at, status, answeredAt: ms === null ? null : at + ms }))
    if (!wasUnderstood) continue
    if (direction === 'out')
      for (const call of endedIn(request.body)) for (const first of [told, calledBack]) tell(first, call, at + ms)
    // a list is read for something else, and nobody looks for this call in it
    if (direction === 'in' && url.pathname.startsWith('/api/voice/logs/'))
      for (const call of endedByLog(response?.body)) tell(told, call, at + ms)
  }
  return { told, calledBack, orders }
}

const entry = z.object({
  at: z.iso.datetime().transform((text) => Date.parse(text)),
  direction: z.enum(['in', 'out']),
  url: z.string().transform((text) => new URL(text)),
  status: z.number().nullable(),
  ms: z.number().nullable(),
  request: z.object({ body: z.unknown() }),
  response: z.object({ body: z.unknown() }).nullable(),
})

const command = z.object({
  command: z.string(),
  id: z.string().optional(),
  params: z.object({ id: z.string().optional(), to: z.string().optional(), status: z.string().optional() }).default({}),
})

function orderOf(body: unknown, exchange: Pick<Order, 'at' | 'status' | 'answeredAt'>): readonly Order[] {
  const read = command.safeParse(body)
  if (!read.success) return []
  const { id, params, command: name } = read.data
  switch (name) {
    case 'dial':
      return [{ what: 'dial', leg: null, to: params.to ?? null, call: callIn(body), ...exchange }]
    case 'update':
      return [
        {
          what: params.status === undefined ? 'redirect' : 'end',
          leg: params.id ?? null,
          to: null,
          call: null,
          ...exchange,
        },
      ]
    case 'calling.end':
      return [{ what: 'end', leg: id ?? null, to: null, call: null, ...exchange }]
    default:
      return []
  }
}

/** The call whose addresses the carrier is to report a dial to. */
function callIn(body: unknown): string | null {
  return /\/carrier\/calls\/([^/"]{1,200})\//.exec(JSON.stringify(body))?.[1] ?? null
}

/** A callback about a leg's state, in both layouts that the carrier has. */
const state = z.object({ call_id: z.string(), call_state: z.literal('ended') })
const callback = z.union([
  z.object({ params: state }).transform(({ params }) => params.call_id),
  state.transform((params) => params.call_id),
])

function endedIn(body: unknown): readonly string[] {
  const read = callback.safeParse(body)
  return read.success ? [read.data] : []
}

const log = z.object({ id: z.string(), status: z.string() })
const LIVE = new Set(['queued', 'initiated', 'created', 'ringing', 'answered', 'in-progress', 'joined', 'ending'])

function endedByLog(body: unknown): readonly string[] {
  const read = log.safeParse(body)
  return read.success && !LIVE.has(read.data.status) ? [read.data.id] : []
}
