import { z } from 'zod'
import type { Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { rowsAs } from '#infra/db/rows-as.ts'
import type { SignalWire } from '#infra/signalwire/client.ts'
import { troubleTold } from '#infra/signalwire/trouble-in-words.ts'
import { countryOf } from '#infra/telephone/countries.ts'
import { countryInSentence } from '#infra/telephone/country-name.ts'
import { telephone, type Telephone } from '../words/telephone.server.ts'

/** What there is to choose from when a number is added. */
export interface NumberChoices {
  /** The numbers of the account at the carrier that nobody here uses yet. */
  readonly free: readonly FreeNumber[]
  /** Why the carrier's list is not there; null when it is. */
  readonly trouble: string | null
}

export interface FreeNumber extends Telephone {
  readonly e164: string
  /** The country whose telephones may be called once it is added, and may not be yet, as it goes on in a sentence; null: none. */
  readonly allows: string | null
}

const freeNumber = z.object({ e164: z.string() })

/** Asks the carrier for its list, and leaves out what an organisation of this installation has already. */
export async function numberChoices(
  db: Database,
  { organisation, carrier }: { readonly organisation: string; readonly carrier: Pick<SignalWire, 'numbers'> },
): Promise<NumberChoices> {
  try {
    const listed = (await carrier.numbers()).map(({ number }) => number).filter((number) => /^\+\d{5,15}$/.test(number))
    const free = await db.withoutOrganisation((em) =>
      rowsAs(freeNumber, em.execute('select e164 from free_numbers(?)', [listed.join(',')])),
    )
    const ours = await db.withOrganisation(organisation, (em) => em.findOneOrFail(Organisation, { id: organisation }))
    const allows = (country: string | null) => (ours.wouldAllow(country) ? countryInSentence(country) : null)
    return {
      free: free
        .map(({ e164 }) => ({ e164, ...telephone(e164), allows: allows(countryOf(e164)) }))
        .toSorted((a, b) => (a.e164 < b.e164 ? -1 : 1)),
      trouble: null,
    }
  } catch (error) {
    return { free: [], trouble: troubleTold(error) }
  }
}
