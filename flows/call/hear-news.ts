import type { CallParts } from './call-parts.ts'
import type { Met, News } from './call-words.ts'

/** What a piece of news changes in a call. Hearing it twice, late or out of order changes nothing. */
export function hearNews(
  {
    journal,
    waiting,
    legs,
    room,
    ends,
    orders,
  }: Pick<CallParts, 'journal' | 'waiting' | 'legs' | 'room' | 'ends' | 'orders'>,
  news: News,
): void {
  const met = metIn(news)
  if (met) hearMet({ room, waiting }, met)
  switch (news.kind) {
    case 'begun':
      room.callerComes(news.step, { at: news.at, met: news.met ?? true })
      break
    case 'not-begun':
      room.callerIsMissed(news.step)
      break
    case 'met':
      room.personComes(news.leg, news.at ?? 0)
      if (news.step !== undefined) room.callerComes(news.step, { at: news.at ?? 0, met: true })
      break
    case 'leg-ended': {
      const leg = legs.get(news.leg)
      // whoever hangs up without having pressed 1 has not accepted: a voicemail machine, for instance
      if (leg)
        orders.legEnded(leg, news.why === 'hung-up' && leg.state !== 'claimed' ? 'not-accepted' : news.why, news.at)
      break
    }
    case 'caller-ended':
      ends.callerGone(news.at)
      break
    case 'document-drives':
      ends.handOver(news.why, { isKept: true })
      break
    case 'ladder-connected':
      journal.note({ kind: 'ladder-connected', name: news.name })
      break
  }
  waiting.changed()
}

/** Who has met by what a piece of news carries; null where it says nothing of that. */
export function metIn(news: News): Met | null {
  return 'met' in news && typeof news.met === 'object' ? news.met : null
}

/** The two have met before whatever is heard now: whoever waits for that hears it first. */
export function hearMet({ room, waiting }: Pick<CallParts, 'room' | 'waiting'>, { leg, at, step }: Met): void {
  room.personComes(leg, at)
  if (step !== undefined) room.callerComes(step, { at, met: true })
  waiting.changed()
}
