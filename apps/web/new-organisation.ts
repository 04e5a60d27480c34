import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { isTimeZone, timeZoneWords } from '#flows/language/time-zone.ts'
import { recordDeed } from '#infra/db/deeds/record-deed.ts'
import { seenName } from '#infra/deeds/seen-name.ts'
import { addMemberRow } from '#infra/deeds/people/add-member-row.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { readEnv, type Env } from '#infra/env.ts'
import { openIdentity, type Identity } from '#infra/identity/identity.ts'
import { INVITATION_DAYS, invitationLink } from '#infra/identity/invitations.ts'
import { countryOfZone, isCallableCountry } from '#infra/telephone/countries.ts'

const asked = z
  .object({
    name: seenName('Give the organisation a name.', { absent: 'Say --name, what the organisation is called.' }),
    owner: seenName('Give the owner’s name.', { absent: 'Say --owner, what the first owner is called.' }),
    email: z.email('Say --email, an e-mail address of the first owner.').transform((email) => email.toLowerCase()),
    timeZone: z
      .string()
      .refine(isTimeZone, 'Say --time-zone, the zone in which the organisation’s days begin, such as Europe/Berlin.')
      .prefault(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    country: z
      .string()
      .transform((country) => country.toUpperCase())
      .refine(
        isCallableCountry,
        'Say --country, the two letters of the country whose telephones may be called, such as DE.',
      )
      .optional(),
  })
  .transform(({ country, timeZone, ...others }, { addIssue }) => {
    const own = country ?? countryOfZone(timeZone)
    if (own === null)
      addIssue(
        `The time zone ${timeZone} belongs to no country: say --country, the two letters of the one whose telephones may be called, such as DE.`,
      )
    return { ...others, timeZone, country: own ?? '' }
  })

/** What a new organisation is called, its first owner, its time zone (the machine's own unless another is named) and the country that it may call: that of the zone unless another is named. */
export type NewOrganisation = z.output<typeof asked>

export interface Founding {
  readonly db: Database
  readonly identity: Pick<Identity, 'secretFor'>
  readonly publicUrl: string
}

/**
 * Makes an organisation with its first owner, whom nobody in it could invite.
 * @returns the link with which the owner chooses a password; whoever has a login already accepts with it.
 */
export async function newOrganisation(
  { db, identity, publicUrl }: Founding,
  { name, owner, email, timeZone, country }: NewOrganisation,
): Promise<string> {
  const id = randomUUID()
  const by = { organisation: id, actor: null, address: null }
  const member = await db.withOrganisation(id, async (em) => {
    em.create(Organisation, { id, name, timeZone, countries: [country] })
    await em.flush()
    const first = { organisation: id, name: owner, email, role: 'owner', invitedBy: null, acceptedAt: null } as const
    const added = await addMemberRow(em, first)
    await recordDeed(em, {
      by,
      kind: 'organisation.made',
      on: { id, name },
      changed: { name: [null, name], 'time zone': [null, timeZone], owner: [null, `${owner} (${email})`] },
    })
    await recordDeed(em, {
      by,
      kind: 'person.invited',
      on: { id: added, name: owner },
      changed: { 'e-mail': [null, email], role: [null, 'owner'] },
    })
    return added
  })
  return invitationLink(
    { member, email, name: owner, organisation: { id, name } },
    { publicUrl, secret: identity.secretFor('invitations') },
  )
}

/**
 * Reads the command line.
 * @throws Error which says everything that is missing or wrong.
 */
export function readArguments(words: readonly string[]): NewOrganisation {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args: [...words],
    options: { name: text, owner: text, email: text, 'time-zone': text, country: text },
  })
  const { 'time-zone': timeZone, ...others } = values
  const input = asked.safeParse({ ...others, timeZone })
  if (!input.success) throw new Error(input.error.issues.map(({ message }) => message).join(' '))
  return input.data
}

async function main({
  DATABASE_APP_URL,
  DATABASE_IDENTITY_URL: url,
  PUBLIC_URL: publicUrl,
  TOKEN_SECRET: secret,
}: Env): Promise<void> {
  if (url === undefined)
    throw new Error(
      'DATABASE_IDENTITY_URL is not set: sign-in needs the database with a role of its own (.env.example describes it).',
    )
  const wanted = readArguments(process.argv.slice(2))
  const db = await openDatabase({ url: DATABASE_APP_URL, poolSize: 1 })
  const identity = openIdentity({
    url,
    publicUrl,
    secret,
    demo: false,
    send: () => Promise.resolve(),
    onTrouble: (message) => void process.stderr.write(`${message}\n`),
  })
  try {
    const link = await newOrganisation({ db, identity, publicUrl }, wanted)
    process.stdout.write(
      `${wanted.name} is there, and its days are those of ${timeZoneWords(wanted.timeZone)}. ${wanted.owner} chooses a password within ${INVITATION_DAYS} days at\n${link}\nor signs in with the password they have already, and accepts there.\n`,
    )
  } finally {
    await identity.close()
    await db.close()
  }
}

if (import.meta.main) {
  try {
    await main(readEnv())
  } catch (error) {
    process.stderr.write(
      `The organisation could not be made: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
  }
}
