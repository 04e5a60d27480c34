import { WITHHELD } from '#flows/call/facts.ts'
import { streamed } from '#flows/call/happenings/seen.ts'
import type { LiveEvent } from '#infra/db/inbox/live-events.ts'
import type { Country } from '#infra/telephone/countries.ts'
import { shownNumber } from '../words/format-number.server.ts'

/** An event as a browser gets it: as those may see it who may see its number, and the caller as lists name them. */
export type Dress = (event: LiveEvent) => LiveEvent | null

/** The dress for an organisation in this country, the same function for all of them: what it makes is made once for all streams. */
export function dressedAt(home: Country | undefined): Dress {
  const known = dresses.get(home)
  if (known !== undefined) return known
  const dress: Dress = (event) => {
    const own = streamed(event)
    if (own?.what.kind !== 'arrived') return own
    const { caller } = own.what
    return {
      ...own,
      what: { ...own.what, caller: caller === WITHHELD ? 'Private number' : shownNumber(caller, { home }) },
    }
  }
  dresses.set(home, dress)
  return dress
}

/** One for each country at most. */
const dresses = new Map<Country | undefined, Dress>()
