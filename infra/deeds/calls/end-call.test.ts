import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Happening } from '#flows/call/happenings/happening.ts'
import { appendEvents } from '../../db/call/append-events.ts'
import { eventsOf } from '../../db/call/events-of.ts'
import { freezeArrival } from '../../db/call/freeze-arrival.ts'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import type { Database } from '../../db/orm.ts'
import { answered, mia, rings, told } from '../../db/testing/answered-call.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { arrivalAt, smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { CarrierError } from '../../signalwire/carrier-error.ts'
import type { NumberRole, OrganisationRole, RoleHolder } from '../permissions.ts'
import { endCall, type AtCall } from './end-call.ts'

let db: Database
let team: SmallOrganisation
let made = 0
let call = ''

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return () => opened.close()
}, 60_000)

beforeEach(async () => {
  made += 1
  call = `call-${made}`
  team = await smallOrganisation(db, { id: crypto.randomUUID(), e164: `+1202555${String(made).padStart(4, '0')}` })
  await freezeArrival(db, { arrival: arrivalAt(team, { call }) })
})

describe('a call is ended', () => {
  it('by somebody who is on it, as one of its people, and the call does it', async () => {
    await happens(rings, claimed)
    expect(await ends({ onNumber: 'member' })).toEqual({ ok: true })
    expect(asked).toEqual([
      { id: `end-${team.member}`, what: 'end', by: { member: team.member, name: 'Mia', as: 'on-the-call' } },
    ])
    expect(await recorded()).toEqual([['call.ended', 'Mia', call, 'the call from +12025550150 to Main line']])
  })

  it('by an admin of its number who is not on it, even while it only rings', async () => {
    await happens(rings)
    expect(await ends({ onNumber: 'admin' })).toEqual({ ok: true })
    expect(asked).toMatchObject([{ by: { as: 'admin' } }])
  })

  it('at the carrier where the engine says nothing, and the call’s story names who did it', async () => {
    engine = 'unanswered'
    await happens(rings, claimed)
    expect(await ends({ onNumber: 'member' })).toEqual({ ok: true })
    expect(cancelled).toEqual([call])
    const events = await eventsOf(db, { organisation: team.id, call })
    expect(events.at(-1)?.what).toEqual({ kind: 'ended-by', member: team.member, name: 'Mia' })
  })
})

describe('a call is not ended', () => {
  it.each([
    ['on the number whose phone only rings', 'member', 'member'],
    ['who administers the organisation and is not on the number', 'admin', undefined],
    ['who reads all calls', 'auditor', undefined],
  ] as const)('by somebody %s: they hear who could, and nothing is asked or on record', async (_, role, onNumber) => {
    await happens(rings)
    const done = await ends({ role, ...(onNumber && { onNumber }) })
    expect(done).toMatchObject({
      ok: false,
      problem: {
        status: 403,
        title: 'Only somebody who is on the call, or an admin of its number, can end it.',
        fix: 'Ask one of them.',
      },
    })
    expect([asked, await recorded()]).toEqual([[], []])
  })

  it('by an admin of another number', async () => {
    await happens(rings)
    const who: RoleHolder = { member: team.member, role: 'member', numbers: new Map([['another', 'admin']]) }
    expect(await endCall(context(who), { call })).toMatchObject({ problem: { code: 'not-allowed' } })
  })

  it('that nobody knows, and it looks like one that one may not end', async () => {
    expect(await ends({ onNumber: 'admin', call: 'unknown' })).toMatchObject({ problem: { code: 'not-allowed' } })
  })

  it('that is over, and nothing is on record', async () => {
    await happens(...answered)
    expect(await ends({ onNumber: 'admin' })).toMatchObject({
      problem: { status: 409, title: 'The call is already over.' },
    })
    expect([asked, await recorded()]).toEqual([[], []])
  })

  it('that turns out to be over when it is asked: that it was asked is on record', async () => {
    engine = 'refused'
    await happens(rings)
    expect(await ends({ onNumber: 'admin' })).toMatchObject({ problem: { code: 'call-over' } })
    expect(await recorded()).toHaveLength(1)
  })

  it('that has just closed where the engine says nothing more: its story names nobody who ended it', async () => {
    engine = 'unanswered'
    carrier = 'knows no such call'
    await happens(rings, claimed)
    expect(await ends({ onNumber: 'member' })).toMatchObject({ problem: { status: 409, code: 'call-over' } })
    const events = await eventsOf(db, { organisation: team.id, call })
    expect(events.map(({ what }) => what.kind)).toEqual(['arrived', 'rings', 'claimed'])
  })

  it('while neither engine nor carrier answers, and its story does not say that it was', async () => {
    engine = 'unanswered'
    carrier = 'is away'
    await happens(rings)
    expect(await ends({ onNumber: 'admin' })).toMatchObject({
      problem: { status: 502, title: 'The carrier did not end the call.', fix: 'Try again, or hang up your phone.' },
    })
    const events = await eventsOf(db, { organisation: team.id, call })
    expect(events.map(({ what }) => what.kind)).toEqual(['arrived', 'rings'])
  })
})

let engine: 'done' | 'refused' | 'unanswered' = 'done'
let carrier: 'ends it' | 'knows no such call' | 'is away' = 'ends it'
let asked: Parameters<AtCall['actOnCall']>[1][] = []
let cancelled: string[] = []

beforeEach(() => {
  ;[engine, carrier, asked, cancelled] = ['done', 'ends it', [], []]
})

function context(who: RoleHolder): Parameters<typeof endCall>[0] {
  return {
    db,
    organisation: team.id,
    actor: who.member,
    address: '192.0.2.7',
    provision: null,
    who,
    async actOnCall(_key, deed) {
      asked.push(deed)
      return engine
    },
    carrier: {
      async cancel(id) {
        if (carrier === 'is away')
          throw new CarrierError({ kind: 'unavailable', code: null, status: 503, message: 'the carrier is away' })
        if (carrier === 'knows no such call')
          throw new CarrierError({ kind: 'gone', code: null, status: 404, message: 'no such call' })
        cancelled.push(id)
      },
      end: () => Promise.reject(new Error('not asked')),
      redirect: () => Promise.reject(new Error('not asked')),
    },
  }
}

function ends({
  role = 'member',
  onNumber,
  call: named = call,
}: {
  readonly role?: OrganisationRole
  readonly onNumber?: NumberRole
  readonly call?: string
}) {
  const numbers = new Map(onNumber ? [[team.number, onNumber]] : [])
  return endCall(context({ member: team.member, role, numbers }), { call: named })
}

async function happens(...happenings: readonly Happening[]): Promise<void> {
  const own = happenings.map((what) => ('member' in what ? { ...what, member: team.member } : what))
  await appendEvents(db, { organisation: team.id, call, events: told(own) })
}

async function recorded() {
  const deeds = await db.withOrganisation(team.id, (em) =>
    readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
  )
  return deeds.map(({ kind, actorName, about, aboutName }) => [kind, actorName, about, aboutName])
}

const claimed: Happening = { kind: 'claimed', ...mia }
