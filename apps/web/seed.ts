import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { DeedContext } from '#infra/db/deed.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Member } from '#infra/db/member/member.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { provisionNumbers, type Provision, type ProvisionTrouble } from '#infra/db/number/provision-numbers.ts'
import { openDatabase, type Database } from '#infra/db/orm.ts'
import { Organisation } from '#infra/db/organisation/organisation.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { projectRoot, readEnv, type Env } from '#infra/env.ts'
import type { Refusal } from '#infra/errors.ts'
import { DEMO_PASSWORD } from '#infra/identity/demo-logins.ts'
import { openIdentity } from '#infra/identity/identity.ts'
import { signalWire, type SignalWire } from '#infra/signalwire/client.ts'
import { isRealCarrier } from '#infra/signalwire/reachable.ts'
import { carrierUrls } from '#infra/signalwire/urls.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { saveFlowDraft } from '#infra/deeds/flows/save-flow-draft.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { provisioning } from './app/numbers/provision.server.ts'
import { saveRoutingList } from '#infra/deeds/numbers/save-routing-list.ts'
import { addMember } from '#infra/deeds/people/add-member.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { verifyDevice } from '#infra/deeds/devices/verify-device.ts'
import {
  callers,
  harbourBikes,
  quayBooks,
  spareNumbers,
  type DemoLine,
  type DemoOrganisation,
  type DemoPerson,
} from './demo-data.ts'

/**
 * Fills in the demo data and sets its numbers up at the carrier. Run again, it adds what is missing and leaves alone what
 * people have changed meanwhile.
 * @param provision null leaves the carrier out.
 * @returns what the carrier could not be told.
 */
export async function seed(db: Database, provision: Provision | null): Promise<readonly ProvisionTrouble[]> {
  const troubles: ProvisionTrouble[] = []
  for (const demo of [harbourBikes, quayBooks]) {
    const members = await seedPeople(db, demo)
    const actor = found(members.get(demo.people[0].email), demo.people[0].email)
    // the carrier is told once at the end, when everything is in place
    const context: DeedContext = {
      db,
      organisation: demo.id,
      actor,
      who: asOwner(actor),
      address: null,
      provision: null,
    }
    const numbers: string[] = []
    for (const line of demo.lines) numbers.push(await seedLine(context, { line, members }))
    troubles.push(...(await provisionNumbers(db, { organisation: demo.id, numbers, provision })))
  }
  return troubles
}

/** E-mail address → id of the member. */
type Members = ReadonlyMap<string, string>

async function seedPeople(db: Database, { id, name, timeZone, countries, people }: DemoOrganisation): Promise<Members> {
  const known = await db.withOrganisation(id, async (em) => {
    if (!(await em.findOne(Organisation, { id })))
      em.create(Organisation, { id, name, timeZone, countries: [...countries] })
    await em.flush()
    return em.find(Member, {})
  })
  const members = new Map(known.map((member) => [member.email, member.id]))
  for (const person of people.filter(({ email }) => !members.has(email)))
    members.set(person.email, await seedPerson({ db, organisation: id }, person))
  return members
}

async function seedPerson(
  { db, organisation }: Pick<DeedContext, 'db' | 'organisation'>,
  { phone, ...person }: DemoPerson,
): Promise<string> {
  const installation = { db, organisation, actor: null, who: asOwner(''), address: null, provision: null }
  const { member } = done(await addMember(installation, person))
  const context: DeedContext = { ...installation, actor: member, who: asOwner(member) }
  if (phone !== undefined) {
    const { device } = done(await saveDevice(context, { member, kind: 'phone', address: phone, position: 0 }))
    done(await verifyDevice(context, { device }))
  }
  return member
}

/** A line that answers calls is left as it is; else it gets its team, its routing list and its flow. */
async function seedLine(
  context: DeedContext,
  { line, members }: { readonly line: DemoLine; readonly members: Members },
): Promise<string> {
  const { db, organisation } = context
  const known = await db.withOrganisation(organisation, (em) =>
    em.findOne(PhoneNumber, { e164: line.e164, releasedAt: null }),
  )
  if (known?.answersCalls()) return known.id
  const number = known?.id ?? done(await addNumber(context, line)).number
  const team = line.team.map((email) => found(members.get(email), email))
  for (const member of team) done(await grantAccess(context, { number, member, role: 'member' }))
  done(await saveRoutingList(context, { number, seats: team.map((member) => ({ member, active: true })) }))
  const flow = await seedFlow(context, line.flow)
  done(await assignFlow(context, { number, flow }))
  done(await publishFlow(context, { flow }))
  return number
}

async function seedFlow(context: DeedContext, flow: DemoLine['flow']): Promise<string> {
  const document: unknown =
    typeof flow === 'string'
      ? JSON.parse(await readFile(join(projectRoot, 'flows/examples', `${flow}.json`), 'utf8'))
      : flow
  const saved = await saveFlowDraft(context, { document })
  if (saved.ok || saved.problem.code !== 'flow-name-taken') return done(saved).flow
  const { name } = saved.problem.details
  return context.db.withOrganisation(
    context.organisation,
    async (em) => (await em.findOneOrFail(Flow, { name: String(name), deletedAt: null })).id,
  )
}

/** The seed knows its own data: what a deed refuses is a fault in it. */
function done<T extends { readonly ok: true }>(answer: T | Refusal): T {
  if (answer.ok) return answer
  const { code, title, fix, details } = answer.problem
  throw new Error(`${title} ${fix} (${code}: ${JSON.stringify(details)})`)
}

function found<T>(thing: T | undefined, name: string): T {
  if (thing === undefined) throw new Error(`The demo data names "${name}", but does not describe them.`)
  return thing
}

/** Gives the emulator's telephones the names of their people. */
async function namePhones(baseUrl: string): Promise<void> {
  const people = [...harbourBikes.people, ...quayBooks.people].flatMap(({ name, phone }) =>
    phone === undefined ? [] : [[phone, name] as const],
  )
  for (const [number, name] of [...people, ...Object.entries(callers)]) {
    const url = `${baseUrl}/emulator/phones/${encodeURIComponent(number)}`
    const answer = await fetch(url, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name }),
      signal: AbortSignal.timeout(5_000),
    })
    if (!answer.ok)
      throw new Error(`The emulator would not name the telephone ${number}: ${answer.status} ${await answer.text()}`)
  }
}

/** Numbers of the emulated account that no organisation has yet, so that there is one to add. */
async function buySpares(carrier: Pick<SignalWire, 'number' | 'buyNumber'>): Promise<void> {
  for (const e164 of spareNumbers) if ((await carrier.number(e164)) === null) await carrier.buyNumber(e164)
}

/** Lets everybody of the demo data sign in with the published password; only for a demo, and the web refuses them elsewhere. */
async function seedLogins({
  DATABASE_IDENTITY_URL: url,
  PUBLIC_URL: publicUrl,
  TOKEN_SECRET: secret,
}: Env): Promise<void> {
  if (url === undefined) return // nobody signs in here
  const identity = openIdentity({
    url,
    publicUrl,
    secret,
    demo: true,
    send: () => Promise.resolve(),
    onTrouble: (message) => void process.stderr.write(`${message}\n`),
  })
  try {
    for (const { email, name } of [...harbourBikes.people, ...quayBooks.people])
      await identity.addLogin({ email, name, password: DEMO_PASSWORD })
  } finally {
    await identity.close()
  }
}

/** Asks for ten seconds: the emulator may have been started together with us. */
async function isEmulator(baseUrl: string): Promise<boolean> {
  if (isRealCarrier(baseUrl)) return false
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return (await fetch(`${baseUrl}/emulator/health`, { signal: AbortSignal.timeout(5_000) })).ok
    } catch {
      await sleep(500)
    }
  }
  return false
}

async function main(env: Env, { logins }: { readonly logins: boolean }): Promise<void> {
  const {
    DATABASE_APP_URL,
    SIGNALWIRE_BASE_URL: baseUrl,
    SIGNALWIRE_PROJECT: project,
    SIGNALWIRE_TOKEN: token,
    PUBLIC_URL,
    TOKEN_SECRET,
  } = env
  const db = await openDatabase({ url: DATABASE_APP_URL, poolSize: 2 })
  try {
    const pending = await db.migrationsPending()
    if (pending.length > 0)
      throw new Error(`The database lacks migrations (${pending.join(', ')}): run node infra/db/migrate.ts first.`)
    const emulator = await isEmulator(baseUrl)
    const carrier = signalWire({ baseUrl, project, token })
    const provision = provisioning({
      carrier,
      urls: carrierUrls({ publicUrl: PUBLIC_URL, secret: TOKEN_SECRET }),
      buy: emulator, // real numbers cost money, and the demo's are not for sale
    })
    const troubles = await seed(db, provision)
    for (const { e164, message } of troubles) process.stderr.write(`${e164} is not set up at the carrier: ${message}\n`)
    if (emulator) {
      await namePhones(baseUrl)
      await buySpares(carrier)
    }
    if (logins) await seedLogins(env)
    process.stdout.write(
      `The demo data is in place: ${harbourBikes.name} answers ${harbourBikes.lines.map(({ e164, name }) => `${e164} (${name})`).join(', ')}.\n`,
    )
    if (troubles.length > 0) process.exitCode = 1
  } finally {
    await db.close()
  }
}

if (import.meta.main) {
  try {
    await main(readEnv(), { logins: process.argv.includes('--demo') })
  } catch (error) {
    process.stderr.write(
      `The demo data could not be filled in: ${error instanceof Error ? error.message : String(error)}\n`,
    )
    process.exitCode = 1
  }
}
