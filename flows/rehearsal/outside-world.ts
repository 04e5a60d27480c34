import type { Happening } from '../call/happenings/happening.ts'
import type { FetchOutcome, OutboundRequest, OutboundText, TextOutcome } from '../live-call.ts'
import { hostOf } from '../values/host-of.ts'
import { keptOf } from '../values/kept-of-answer.ts'
import type { VirtualClock } from './clock.ts'
import type { AssistantTurn } from './talk-with-assistant.ts'

/** How a web service answers a request. */
export interface ServiceAnswer {
  /** 200 unless said otherwise. */
  readonly status?: number
  /** As JSON; nothing unless said. */
  readonly body?: unknown
  /** Milliseconds until then. */
  readonly after?: number
}

/** A text message as its reader has it. */
export interface SentText {
  readonly to: string
  readonly words: string
}

/** Web services, text messages and assistants' models of a virtual world. */
export class OutsideWorld {
  /** What comes next, one answer after another; the last one holds for the rest. */
  answers: readonly ServiceAnswer[] = [{}]
  /** Every request, one for each try. */
  readonly asked: OutboundRequest[] = []
  readonly texts: SentText[] = []
  /** What assistants do that they would not do by themselves. */
  assistantTurns: readonly AssistantTurn[] = []
  /** Numbers that want no texts, and numbers that cannot be sent any. */
  readonly optedOut = new Set<string>()
  readonly failing = new Set<string>()

  async fetch(clock: VirtualClock, { id, request }: { readonly id: string; readonly request: OutboundRequest }) {
    const tried = await this.#tried(clock, request)
    const what = {
      kind: 'fetched',
      id,
      host: hostOf(request.url),
      came: tried.kind,
      ...(tried.kind === 'error' && { why: tried.why }),
    } as const
    return { came: tried, happened: [what] }
  }

  async #tried(clock: VirtualClock, request: OutboundRequest): Promise<FetchOutcome> {
    let last: FetchOutcome = { kind: 'timeout' }
    for (let again = 0; again <= request.retries; again += 1) {
      if (again > 0) await passes(clock, BETWEEN_TRIES)
      this.asked.push(request)
      const [first = {}, ...more] = this.answers
      if (more.length > 0) this.answers = more
      const { status = 200, body, after = 0 } = first
      await passes(clock, Math.min(after, request.seconds * 1000))
      if (after >= request.seconds * 1000) last = { kind: 'timeout' }
      else if (status >= 200 && status < 300)
        return { kind: 'ok', values: keptOf(JSON.stringify(body) ?? '', request.keeps) }
      else last = { kind: 'error', why: `it answered ${status}` }
    }
    return last
  }

  async text({ id, message }: { readonly id: string; readonly message: OutboundText }) {
    const told = message.to.map(({ member, name, address }, index): Happening & { readonly kind: 'texted' } => {
      const came = this.#sends(address, message.words)
      return { kind: 'texted', id: `${id}/${index}`, member, name, ...came, words: message.words }
    })
    return { came: cameOf(told.map(({ came }) => came)), happened: told }
  }

  #sends(to: string | null, words: string): { readonly came: TextOutcome; readonly why?: string } {
    if (to === null || !/^\+\d+$/.test(to)) return { came: 'blocked', why: 'there is no number that takes texts' }
    if (this.optedOut.has(to)) return { came: 'blocked', why: 'they want no texts' }
    if (this.failing.has(to)) return { came: 'failed', why: 'the carrier did not take it' }
    this.texts.push({ to, words })
    return { came: 'sent' }
  }
}

/** What a text to several amounts to. */
export function cameOf(all: readonly TextOutcome[]): TextOutcome {
  if (all.includes('sent')) return 'sent'
  return all.includes('failed') ? 'failed' : 'blocked'
}

async function passes(clock: VirtualClock, ms: number): Promise<void> {
  if (ms > 0) await new Promise<void>((resolve) => void clock.after(ms, resolve))
}

/** Milliseconds from one try to the next. */
export const BETWEEN_TRIES = 500
