import { LockMode } from '@mikro-orm/core'
import { parsePhoneNumberFromString } from 'libphonenumber-js'
import { z } from 'zod'
import type { DeedContext } from '../../db/deed.ts'
import { PhoneNumber } from '../../db/number/number.ts'
import type { EntityManager } from '../../db/orm.ts'
import { Organisation } from '../../db/organisation/organisation.ts'
import { refused, type Refusal } from '../../errors.ts'
import { troubleTold } from '../../signalwire/trouble-in-words.ts'
import { countriesInWords } from '../../telephone/country-name.ts'
import { countryOf, homeCountry } from '../../telephone/countries.ts'
import { readTelephone } from '../../telephone/may-call.ts'
import { deed } from '../deed.ts'
import { seenName } from '../seen-name.ts'

interface AtCarrier {
  /** Whether the account at the carrier has a number. @throws Error with the carrier's reason. */
  readonly isInAccount?: (e164: string) => Promise<boolean>
}

/**
 * Adds a number to the organisation. It answers calls once a published flow is chosen for it. As long as nobody has chosen
 * which countries may be called, its own is one of them from now on. About one that another
 * organisation has, no more is said than about one that the account does not have. One that the organisation had
 * before comes back with its conversations.
 * `isInAccount` is absent while the installation fills in its own data.
 */
export const addNumber = deed({
  permission: 'number.settings',
  input: z.strictObject({
    /** With its country, or as people write it at home. */
    e164: z.string().trim().max(40, 'A phone number has at most 40 characters.'),
    name: seenName('Give the number a name.'),
  }),
  records: ['number.added', 'organisation.countries'],
  async first({ db, organisation, isInAccount }: DeedContext & AtCarrier, input) {
    const read = await db.withOrganisation(organisation, (em) => readNew(em, { organisation, ...input }))
    if (!read.ok || isInAccount === undefined) return read
    try {
      return (await isInAccount(read.e164)) ? read : notAvailable(read.e164)
    } catch (error) {
      return refused('carrier-away', { why: troubleTold(error) })
    }
  },
  taken: async ({ db, organisation }, input) => {
    const read = await db.withOrganisation(organisation, (em) => readNew(em, { organisation, ...input }))
    return read.ok ? notAvailable(read.e164) : read
  },
  async act(em, { organisation, record }, input) {
    const read = await readNew(em, { organisation, ...input })
    if (!read.ok) return read
    const { e164 } = read
    const number = await ownedNumber(em, { organisation, e164, name: input.name })
    const organisationRow = await em.findOneOrFail(
      Organisation,
      { id: organisation },
      { lockMode: LockMode.PESSIMISTIC_WRITE }, // somebody may be changing the countries
    )
    const countries = organisationRow.countries
    organisationRow.hasNumberIn(countryOf(e164))
    await em.flush()
    await record({
      kind: 'number.added',
      on: { id: number.id, name: input.name },
      changed: { number: [null, e164], name: [null, input.name] },
    })
    await record({
      kind: 'organisation.countries',
      changed: { countries: [countriesInWords(countries), countriesInWords(organisationRow.countries)] },
    })
    return { ok: true, number: number.id }
  },
})

/** What was written as a number in E.164, unless it is none, or the organisation has it already. */
async function readNew(
  em: EntityManager,
  { organisation, e164: written }: { readonly organisation: string; readonly e164: string },
): Promise<{ readonly ok: true; readonly e164: string } | Refusal> {
  const numbers = await em.find(PhoneNumber, {}, { orderBy: { createdAt: 'asc' } })
  const { countries } = await em.findOneOrFail(Organisation, { id: organisation })
  const e164 = readTelephone(written, homeCountry({ numbers: numbers.map((number) => number.e164), countries }))
  if (e164 === null) return refused('number-invalid', { number: written })
  return numbers.some((number) => number.e164 === e164 && !number.isReleased())
    ? refused('number-in-use', { number: e164 })
    : { ok: true, e164 }
}

function notAvailable(e164: string): Refusal {
  return refused('number-not-available', { number: parsePhoneNumberFromString(e164)?.formatInternational() ?? e164 })
}

async function ownedNumber(
  em: EntityManager,
  { organisation, e164, name }: { readonly organisation: string; readonly e164: string; readonly name: string },
): Promise<PhoneNumber> {
  const [before] = await em.find(
    PhoneNumber,
    { e164, releasedAt: { $ne: null } },
    { orderBy: { releasedAt: 'desc' }, limit: 1 },
  )
  if (!before) return em.create(PhoneNumber, { organisation, e164, name })
  Object.assign(before, { name, releasedAt: null })
  return before
}
