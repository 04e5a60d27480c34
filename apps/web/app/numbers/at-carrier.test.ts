import { beforeAll, describe, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '#infra/db/call/append-events.ts'
import { freezeArrival } from '#infra/db/call/freeze-arrival.ts'
import type { DeedContext } from '#infra/db/deed.ts'
import { readDeeds } from '#infra/db/deeds/read-deeds.ts'
import { listConversations } from '#infra/db/inbox/list-conversations.ts'
import { liveNumbers } from '#infra/db/number/live-numbers.ts'
import { provisionNumbers, type Provision } from '#infra/db/number/provision-numbers.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '#infra/db/testing/people.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { CarrierError, errorOf } from '#infra/signalwire/carrier-error.ts'
import { addNumber } from '#infra/deeds/numbers/add-number.ts'
import { confirmNumber } from '#infra/deeds/numbers/confirm-number.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { numberChoices } from './number-choices.server.ts'
import { aboutNumber, numberView } from './number-view.server.ts'
import { numbersView } from './numbers-view.server.ts'
import { releaseNumber, type AtCarrier } from '#infra/deeds/numbers/release-number.ts'

let db: Database
let made = 0

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

const sets: Provision = async ({ e164 }) => ({
  carrierNumber: `id of ${e164}`,
  webhookResource: 'w',
  fallbackScript: 's',
})
const refuses: Provision = () =>
  Promise.reject(
    new CarrierError({
      kind: 'unavailable',
      code: null,
      status: 500,
      message:
        'number: the carrier answered 500, "Internal Server Error": check SIGNALWIRE_BASE_URL, or try again later',
    }),
  )
const FAULT = 'The carrier has a fault of its own at the moment. If it stays like this, tell whoever runs this server.'

describe('a number that the carrier does not confirm', () => {
  it('says so everywhere until it is confirmed, also after the page is loaded again', async () => {
    const { team, context } = await office({ provision: refuses })
    const seen = async () => ({
      list: (await numbersView(db, sessionOf(team))).map(({ isConfirmed }) => isConfirmed),
      page: (await view(team))?.carrier,
    })
    expect(await seen()).toEqual({ list: [false], page: { isConfirmed: false, trouble: null } })
    expect(await confirmNumber(context, { number: team.number })).toMatchObject({
      problem: {
        code: 'number-not-confirmed',
        title: 'The carrier still does not confirm this number.',
        fix: `${FAULT} Calls may not reach it until it does.`,
      },
    })
    expect(await seen()).toEqual({
      list: [false],
      page: { isConfirmed: false, trouble: FAULT },
    })
    expect(await confirmNumber({ ...context, provision: sets }, { number: team.number })).toEqual({ ok: true })
    expect(await seen()).toEqual({ list: [true], page: { isConfirmed: true, trouble: null } })
    await provisionNumbers(db, { organisation: team.id, numbers: [team.number], provision: refuses })
    expect(await seen()).toEqual({
      list: [false],
      page: { isConfirmed: false, trouble: FAULT },
    })
  })

  it('is not spoken of while it answers no calls', async () => {
    const { team, context } = await office()
    const added = await addNumber(context, { e164: '+12025550601', name: 'New' })
    expect((await view(team, added.ok ? added.number : ''))?.carrier).toBeNull()
  })
})

describe('the numbers to choose from', () => {
  it('are those of the carrier’s account that no organisation has', async () => {
    const [{ team }, { team: others }] = [await office(), await office()]
    const listed = [team.e164, others.e164, '+12025550611', '+12025550610'].map((number) => ({
      id: number,
      number,
      name: null,
      calling_handler_resource_id: null,
    }))
    expect(await numberChoices(db, { organisation: team.id, carrier: { numbers: async () => listed } })).toEqual({
      free: [
        { e164: '+12025550610', national: '(202) 555-0610', international: '+1 202 555 0610', allows: null },
        { e164: '+12025550611', national: '(202) 555-0611', international: '+1 202 555 0611', allows: null },
      ],
      trouble: null,
    })
  })

  it('are none, with the reason, while the carrier does not answer', async () => {
    const { team } = await office()
    const numbers = () => Promise.reject(errorOf('numbers', { status: 503, body: '' }))
    expect(await numberChoices(db, { organisation: team.id, carrier: { numbers } })).toEqual({
      free: [],
      trouble: FAULT,
    })
  })

  it('may be typed as they are shown, without their country', async () => {
    const { context } = await office()
    const asked: string[] = []
    const isInAccount = async (e164: string) => asked.push(e164) > 0
    const added = await addNumber({ ...context, isInAccount }, { e164: '(202) 555-0612', name: 'Typed' })
    expect([added.ok, asked]).toEqual([true, ['+12025550612']])
    expect(await addNumber(context, { e164: 'nonsense', name: 'Typed' })).toMatchObject({
      problem: { code: 'number-invalid' },
    })
  })
})

describe('a number in a country that may not be called yet', () => {
  it('says before it is added that the country may be called then, and has it on record', async () => {
    const { team, context } = await office()
    const listed = ['+351210000001', '+12025550620'].map((number) => ({
      id: number,
      number,
      name: null,
      calling_handler_resource_id: null,
    }))
    const { free } = await numberChoices(db, { organisation: team.id, carrier: { numbers: async () => listed } })
    expect(free.map(({ e164, allows }) => [e164, allows])).toEqual([
      ['+12025550620', null],
      ['+351210000001', 'Portugal'],
    ])
    await addNumber(context, { e164: '+351210000001', name: 'Lisbon' })
    const deeds = await db.withOrganisation(team.id, (em) =>
      readDeeds(em, { organisation: team.id, filter: {}, limit: 2, from: { before: null } }),
    )
    expect(deeds.find(({ kind }) => kind === 'organisation.countries')).toMatchObject({
      before: 'countries: United States',
      after: 'countries: United States and Portugal',
    })
  })
})

describe('a number that is released', () => {
  it('is given back at the carrier, answers nothing, and keeps its conversations', async () => {
    const { team, context, carrier } = await office()
    await call(team, 'kept', [{ kind: 'ended', outcome: 'missed', seconds: 4 }])
    expect(
      await releaseNumber(context, releaseNumber.input.parse({ number: team.number, name: ' main  LINE ' })),
    ).toEqual({ ok: true, name: 'Main line' })
    expect(carrier.released).toEqual([`id of ${team.e164}`])
    expect((await liveNumbers(db)).filter(({ number }) => number === team.number)).toEqual([])
    expect(await numbersView(db, sessionOf(team))).toEqual([])
    expect([
      await aboutNumber(db, { organisation: team.id, number: team.number }),
      (await view(team))?.releasedAt,
    ]).toEqual([null, expect.any(Number)])
    const { conversations } = await listConversations(db, {
      organisation: team.id,
      numbers: [team.number],
      view: 'all',
      member: team.member,
    })
    expect(conversations).toHaveLength(1)
    const [deed] = await db.withOrganisation(team.id, (em) =>
      readDeeds(em, { organisation: team.id, filter: {}, limit: 1, from: { before: null } }),
    )
    expect(deed).toMatchObject({
      kind: 'number.released',
      aboutName: 'Main line',
      before: `number: ${team.e164}\nflow: Main`,
    })
  })

  it('stays as it is unless its name is typed, no call is running on it, and the carrier lets it go', async () => {
    const { team, context, carrier } = await office()
    expect(await releaseNumber(context, { number: team.number, name: 'Main' })).toMatchObject({
      problem: { code: 'number-name-differs', status: 422 },
    })
    await call(team, 'running', [])
    expect(await releaseNumber(context, { number: team.number, name: 'Main line' })).toMatchObject({
      problem: { code: 'number-in-call' },
    })
    await appendEvents(db, {
      organisation: team.id,
      call: 'running',
      events: [
        { key: 'end', event: { at: Date.now(), node: null, what: { kind: 'ended', outcome: 'missed', seconds: 4 } } },
      ],
    })
    carrier.refuses = new CarrierError({
      kind: 'refused',
      code: null,
      status: 422,
      saying: 'it says “bought less than 14 days ago”',
      message: 'release: the carrier answered 422, "bought less than 14 days ago"',
    })
    expect(await releaseNumber(context, { number: team.number, name: 'Main line' })).toMatchObject({
      problem: {
        code: 'number-not-released',
        fix: 'The carrier does not do it: it says “bought less than 14 days ago”. It is still yours and answers as before. Try again later.',
      },
    })
    expect((await view(team))?.releasedAt).toBeNull()
    carrier.refuses = new CarrierError({ kind: 'gone', code: null, status: 404, message: 'no such number' })
    expect(await releaseNumber(context, { number: team.number, name: 'Main line' })).toMatchObject({ ok: true })
  })

  it('may be another organisation’s afterwards, or come back with its conversations', async () => {
    const [{ team, context }, { context: others }] = [await office(), await office()]
    const isInAccount = async () => true
    expect(await addNumber({ ...others, isInAccount }, { e164: team.e164, name: 'Theirs' })).toMatchObject({
      problem: { code: 'number-not-available' },
    })
    await releaseNumber(context, { number: team.number, name: 'Main line' })
    const theirs = await addNumber({ ...others, isInAccount }, { e164: team.e164, name: 'Theirs' })
    expect(theirs).toMatchObject({ ok: true })
    expect(await addNumber({ ...context, isInAccount }, { e164: team.e164, name: 'Again' })).toMatchObject({
      problem: { code: 'number-not-available' },
    })
    await releaseNumber(others, { number: theirs.ok ? theirs.number : '', name: 'Theirs' })
    expect(await addNumber({ ...context, isInAccount }, { e164: team.e164, name: 'Again' })).toEqual({
      ok: true,
      number: team.number,
    })
    expect(await grantAccess(context, { number: team.number, member: team.member, role: 'admin' })).toMatchObject({
      ok: true,
    })
  })
})

interface FakeCarrier {
  readonly released: string[]
  refuses: CarrierError | null
}

/** An organisation whose one number answers, and a carrier that notes what it gives up. */
async function office({ provision = sets }: { readonly provision?: Provision } = {}): Promise<{
  readonly team: SmallOrganisation
  readonly context: DeedContext & AtCarrier
  readonly carrier: FakeCarrier
}> {
  made += 1
  const team = await smallOrganisation(db, {
    id: crypto.randomUUID(),
    e164: `+120255505${String(made).padStart(2, '0')}`,
  })
  const carrier: FakeCarrier = { released: [], refuses: null }
  const context = {
    db,
    organisation: team.id,
    actor: team.member,
    who: asOwner(team.member),
    address: null,
    provision,
    carrier: {
      number: async (e164: string) => ({
        id: `id of ${e164}`,
        number: e164,
        name: null,
        calling_handler_resource_id: null,
      }),
      releaseNumber: async (id: string) => {
        if (carrier.refuses) throw carrier.refuses
        carrier.released.push(id)
      },
      swmlWebhooks: async () => [],
      swmlScripts: async () => [],
      removeResource: async () => {},
    },
  }
  return { team, context, carrier }
}

async function call(team: SmallOrganisation, id: string, happenings: readonly Happening[]): Promise<void> {
  await freezeArrival(db, { arrival: arrivalAt(team, { call: id }) })
  await appendEvents(db, {
    organisation: team.id,
    call: id,
    events: happenings.map((what, index) => ({ key: String(index), event: { at: Date.now(), node: null, what } })),
  })
}

function view(team: SmallOrganisation, number = team.number) {
  return numberView(db, { organisation: team.id, number, reader: { member: team.member, manages: true } })
}

function sessionOf(team: SmallOrganisation) {
  return { organisation: { id: team.id, name: 'Office' }, numbers: new Map() }
}
