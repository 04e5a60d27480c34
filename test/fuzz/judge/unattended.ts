import type { CallLedger, Heard } from '../ledger/ledger.ts'
import { GIVEN_AGAIN, hasFailed } from './could-act.ts'
import { allowed, CLOCKS, WATCH_FINDS } from './tolerances.ts'
import { moment, recordingsOf, seconds, staysOf, without, type Span } from './times.ts'

/** Ringing means that somebody is rung: no caller hears it for long while no phone rings and nobody decides. */
export function ringingMeansSomebody(ledger: CallLedger): readonly string[] {
  const attended = [
    ...phones(ledger),
    ...refusedDials(ledger),
    ...staysOf(ledger).filter(({ who }) => who === 'caller'),
    ...recordingsOf(ledger),
  ]
  return waits(ledger).flatMap((wait) =>
    without(wait, attended).flatMap((alone) => {
      const most = allowed(ledger, 'unattended', alone)
      if (alone.to - alone.from <= most + CLOCKS) return []
      return [
        `the caller heard ringing for ${seconds(alone.to - alone.from)}, from ${moment(ledger, alone.from)} on, while no phone rang: ${seconds(most)} are allowed`,
      ]
    }),
  )
}

/** Ringing with the short silences in between, in which a document asks. */
function waits({ heard, carrier }: CallLedger): readonly Span[] {
  const spans: Span[] = []
  for (const [index, { at, hears, with: whom }] of heard.entries()) {
    const to = heard[index + 1]?.at ?? carrier.endedAt ?? at
    const last = spans.at(-1)
    if (whom !== null || !WAITING.has(hears)) continue
    if (last?.to === at) spans[spans.length - 1] = { ...last, to }
    else if (hears === 'ringback') spans.push({ from: at, to })
  }
  return spans
}

const WAITING: ReadonlySet<Heard['hears']> = new Set(['ringback', 'silence', 'nothing'])

/** A phone that rings, a person who decides, and a phone that has stopped ringing without anybody having heard of it. */
function phones({ carrier, legsTold }: CallLedger): readonly Span[] {
  return carrier.legs.map(({ id, createdAt, endedAt }) => {
    const over = endedAt ?? Infinity
    return { from: createdAt ?? 0, to: Math.max(over, Math.min(legsTold.get(id) ?? Infinity, over + WATCH_FINDS)) }
  })
}

/** A dial that the carrier refuses for a while is given again while its seat's time lasts, at most this much later. */
function refusedDials({ orders, troubles }: CallLedger): readonly Span[] {
  const failed = orders.filter((order) => order.what === 'dial' && hasFailed(order, troubles))
  return failed.map(({ at, answeredAt }) => ({ from: at, to: (answeredAt ?? at) + GIVEN_AGAIN }))
}
