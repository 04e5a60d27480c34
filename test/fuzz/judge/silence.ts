import type { CallLedger } from '../ledger/ledger.ts'
import { RECORDING_BEGINS } from '../ledger/recording-begins.ts'
import { allowed, CLOCKS, couldActFrom, WATCH_FINDS } from './tolerances.ts'
import { moment, nameAt, seconds, staysOf, without, type Span } from './times.ts'

/** Neither does the caller hear nothing for long, nor does somebody who is connected hear nobody. */
export function nobodyHearsNobody(ledger: CallLedger): readonly string[] {
  return [...callerIsLeftInSilence(ledger), ...somebodyIsLeftAlone(ledger)]
}

function callerIsLeftInSilence(ledger: CallLedger): readonly string[] {
  const { heard, carrier } = ledger
  const recordings = recordingsOf(ledger)
  const silences = heard.flatMap(({ at, hears, with: whom }, index) => {
    const isSilent = whom === null && (hears === 'silence' || hears === 'nothing')
    const to = heard[index + 1]?.at ?? carrier.endedAt ?? at
    return isSilent && to > at ? without({ from: at, to }, recordings) : []
  })
  return silences.flatMap((silence) => tooLong(ledger, { ...silence, legs: [carrier.id] }, 'the caller heard nothing'))
}

/** While a message is recorded it is the caller who speaks. */
function recordingsOf({ carrier }: CallLedger): readonly Span[] {
  const notes = carrier.timeline.filter(({ what }) => what === 'records')
  return notes.flatMap(({ ms, detail }, index) => {
    if (detail !== RECORDING_BEGINS) return []
    return [{ from: carrier.startedAt + ms, to: carrier.startedAt + (notes[index + 1]?.ms ?? Infinity) }]
  })
}

function somebodyIsLeftAlone(ledger: CallLedger): readonly string[] {
  const { carrier, toldAt } = ledger
  const stays = staysOf(ledger)
  return stays.flatMap((stay) => {
    const company = stays.filter(({ who, room }) => who !== stay.who && room === stay.room)
    const isCaller = stay.who === 'caller'
    const leg = carrier.legs.find(({ to, answeredAt, endedAt }) => to === stay.who && answeredAt !== null && answeredAt <= stay.from && (endedAt ?? Infinity) >= stay.from)
    return without(stay, company).flatMap((alone) => {
      const goneAt = carrier.endedAt ?? Infinity
      // somebody whose caller has gone is let go when the carrier has told it
      const told = !isCaller && goneAt <= alone.to ? Math.min(toldAt ?? Infinity, goneAt + WATCH_FINDS) : alone.from
      const from = Math.max(alone.from, told)
      return tooLong(ledger, { from, to: alone.to, legs: [carrier.id, ...(leg ? [leg.id] : [])] }, `${isCaller ? 'the caller' : nameAt(ledger, stay.who)} sat in the room and heard nobody`)
    })
  })
}

function tooLong(ledger: CallLedger, { from, to, legs }: Span & { readonly legs: readonly string[] }, what: string): readonly string[] {
  const most = allowed(ledger, 'silence', { from, to })
  if (to - couldActFrom(ledger, { from, legs }) <= most + CLOCKS) return []
  return [`${what} for ${seconds(to - from)}, from ${moment(ledger, from)} on: ${seconds(most)} are allowed`]
}
