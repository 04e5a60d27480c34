import type { CallLedger } from '../ledger/ledger.ts'
import { couldActFrom } from './could-act.ts'
import { allowed, CLOCKS, WATCH_FINDS } from './tolerances.ts'
import { legAt, moment, nameAt, recordingsOf, seconds, staysOf, without, type Span } from './times.ts'

/** Neither does the caller hear nothing for long, nor does somebody who is connected hear nobody. */
export function nobodyHearsNobody(ledger: CallLedger): readonly string[] {
  return [...callerIsLeftInSilence(ledger), ...somebodyIsLeftAlone(ledger)]
}

/** A document goes on by itself: whichever of ours is away, and whatever the carrier refuses, excuses no silence. */
function callerIsLeftInSilence(ledger: CallLedger): readonly string[] {
  const { heard, carrier } = ledger
  const recordings = recordingsOf(ledger)
  const silences = heard.flatMap(({ at, hears, with: whom }, index) => {
    const isSilent = whom === null && (hears === 'silence' || hears === 'nothing')
    const to = heard[index + 1]?.at ?? carrier.endedAt ?? at
    return isSilent && to > at ? without({ from: at, to }, recordings) : []
  })
  return silences.flatMap((silence) => tooLong(ledger, { ...silence, since: silence.from }, 'the caller heard nothing'))
}

/** Whoever is in a room cannot go on alone: there, those who are away are waited for. */
function somebodyIsLeftAlone(ledger: CallLedger): readonly string[] {
  const { carrier, toldAt } = ledger
  const stays = staysOf(ledger)
  return stays.flatMap((stay) => {
    const company = stays.filter(({ who, room }) => who !== stay.who && room === stay.room)
    const isCaller = stay.who === 'caller'
    const leg = legAt(ledger, { who: stay.who, at: stay.from })
    return without(stay, company).flatMap((alone) => {
      const goneAt = carrier.endedAt ?? Infinity
      const gone = !isCaller && goneAt <= alone.to
      // somebody whose caller has gone is let go when the carrier has said so
      const from = Math.max(alone.from, gone ? Math.min(toldAt ?? Infinity, goneAt + WATCH_FINDS) : alone.from)
      const since = couldActFrom(ledger, { from, legs: [carrier.id, ...(leg ? [leg.id] : [])], webStandsIn: gone })
      return tooLong(
        ledger,
        { from, to: alone.to, since },
        `${isCaller ? 'the caller' : nameAt(ledger, stay.who)} sat in the room and heard nobody`,
      )
    })
  })
}

/** @param span.since from when on somebody could do something about it */
function tooLong(
  ledger: CallLedger,
  { from, to, since }: Span & { readonly since: number },
  what: string,
): readonly string[] {
  const most = allowed(ledger, 'silence', { from, to })
  if (to - since <= most + CLOCKS) return []
  return [`${what} for ${seconds(to - from)}, from ${moment(ledger, from)} on: ${seconds(most)} are allowed`]
}
