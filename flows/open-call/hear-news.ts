import type { News } from './call-words.ts'
import type { OpenCall } from './open-call.ts'

/** What a piece of news changes in a call. Twice, late or out of order changes nothing. */
export function hearNews(call: OpenCall, news: News): void {
  switch (news.kind) {
    case 'begun':
      if (!call.begun.has(news.step)) call.begun.set(news.step, { at: news.at, met: news.met ?? true })
      break
    case 'met':
      if (!call.met.has(news.leg)) call.met.set(news.leg, news.at ?? 0)
      break
    case 'leg-ended': {
      const leg = call.legs.get(news.leg)
      // who hangs up without having pressed 1 has not accepted, a voicemail machine for one
      if (leg) call.orders.legEnded(leg, news.why === 'hung-up' && leg.state !== 'claimed' ? 'not-accepted' : news.why, news.at)
      break
    }
    case 'leg-answered':
      // picking up decides nothing: only pressing 1 does
      break
    case 'caller-ended':
      call.callerGone(news.at)
      break
    case 'document-drives':
      call.listenOnly(news.why)
      break
    case 'ladder-connected':
      call.ladderConnected = true
      call.diary.note({ kind: 'ladder-connected', name: news.name })
      break
  }
  call.waiting.changed()
}
