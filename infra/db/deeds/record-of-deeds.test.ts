import fc from 'fast-check'
import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Database } from '../orm.ts'
import { openedDatabase } from '../testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { checkRecord } from './check-record.ts'
import { recordDeed } from './record-deed.ts'

let db: Database
let owner: pg.Client
let team: SmallOrganisation
let made = 0

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  owner = new pg.Client(opened.ownerUrl)
  await owner.connect()
  return async () => {
    await owner.end()
    await opened.close()
  }
}, 60_000)

beforeEach(async () => {
  made += 1
  team = await smallOrganisation(db, { id: crypto.randomUUID(), e164: `+1202555${String(made).padStart(4, '0')}` })
})

describe('a deed', () => {
  it('is recorded with who did it, from where, on what, and how it was before and after', async () => {
    await rename('Sales', 'Sales & Service')
    expect(await everyDeed()).toMatchObject([
      {
        place: '1',
        kind: 'number.settings',
        actor: team.member,
        actor_name: 'Mia',
        address: '192.0.2.7',
        about: team.number,
        about_name: 'Sales',
        before: 'name: Sales',
        after: 'name: Sales & Service',
      },
    ])
  })

  it('that changes nothing is not recorded', async () => {
    await rename('Sales', 'Sales')
    expect(await everyDeed()).toEqual([])
  })

  it('is not recorded when its transaction fails', async () => {
    const failing = db.withOrganisation(team.id, async (em) => {
      await recordDeed(em, deed('Sales', 'Support'))
      throw new Error('and then it failed')
    })
    await expect(failing).rejects.toThrow('and then it failed')
    await rename('Sales', 'Quick')
    expect(await everyDeed()).toMatchObject([{ place: '1', after: 'name: Quick' }])
  })

  it('of the installation itself names no member', async () => {
    await db.withOrganisation(team.id, (em) =>
      recordDeed(em, { ...deed('A', 'B'), by: { organisation: team.id, actor: null, address: null } }),
    )
    expect(await everyDeed()).toMatchObject([{ actor: null, actor_name: 'Ringdown', address: null }])
  })

  it('keeps each value on one line, without what the database cannot keep', async () => {
    await rename(null, 'two\nlines\0 and half a pair \ud83d')
    expect(await everyDeed()).toMatchObject([{ before: null, after: 'name: two lines and half a pair \ufffd' }])
  })
})

describe('the chain', () => {
  it('fits whatever texts are recorded', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1 }), async (text) => {
        await rename('', text)
        expect(await check()).toMatchObject({ ok: true })
      }),
      { numRuns: 40 },
    )
  })

  it('has a place for each of many deeds at once, and keeps organisations apart', async () => {
    const other = await smallOrganisation(db, { id: crypto.randomUUID(), e164: '+12025559999' })
    await Promise.all(
      Array.from({ length: 60 }, (_, at) => (at % 3 === 0 ? record(other.id, at) : record(team.id, at))),
    )
    expect(await check()).toMatchObject({ ok: true, head: { place: 40 } })
    expect(await checkRecord(owner, { organisation: other.id })).toMatchObject({ ok: true, head: { place: 20 } })
  })

  it('is the database’s own: no program can choose place, moment or hash', async () => {
    await asApplication(
      `insert into deed (organisation_id, place, at, kind, actor_name, previous, hash) values ('${team.id}', 7, '2001-01-01', 'organisation.plan', 'Nobody', 'x', 'y')`,
    )
    expect(await check()).toMatchObject({ ok: true, head: { place: 1 } })
    expect((await everyDeed())[0]).not.toMatchObject({ hash: 'y' })
    expect(new Date(String((await everyDeed())[0]?.['at'])).getFullYear()).toBeGreaterThan(2001)
  })

  it.each([
    `update deed set actor_name = 'Zoe'`,
    `delete from deed`,
    `truncate deed`,
    `update deed_head set place = 0`,
    `insert into deed_head (organisation_id, place, hash) values ('00000000-0000-4000-8000-000000000000', 0, 'x')`,
    `delete from deed_head`,
  ])('cannot be touched by the application: %s', async (sql) => {
    await expect(asApplication(sql)).rejects.toThrow(/permission denied/)
  })
})

describe('the check', () => {
  beforeEach(async () => {
    for (const at of [1, 2, 3, 4, 5]) await record(team.id, at)
  })

  it('says where the record ends', async () => {
    const [last] = (await everyDeed()).toReversed()
    expect(await check()).toEqual({ ok: true, head: { place: 5, hash: last?.['hash'] } })
  })

  it.each([
    ['a changed word', `update deed set after = 'name: Other' where place = 3`, 3, /not as it was recorded/],
    ['another doer', `update deed set actor_name = 'Zoe' where place = 1`, 1, /not as it was recorded/],
    ['another moment', `update deed set at = at - interval '1 day' where place = 5`, 5, /not as it was recorded/],
    ['a deed taken out', `delete from deed where place = 2`, 2, /is missing: after number 1 comes number 3/],
    [
      'a deed taken out and the rest moved up',
      `delete from deed where place = 2; update deed set place = place - 1 where place > 2`,
      2,
      /not as it was recorded/,
    ],
    ['the first one taken out', `delete from deed where place = 1`, 1, /is missing/],
    [
      'the newest cut off',
      `delete from deed where place > 3`,
      4,
      /is missing: 5 deeds were recorded, and the rows end at number 3/,
    ],
    ['all of them gone', `delete from deed`, 1, /is missing/],
    [
      'two exchanged',
      `update deed set place = -4 where place = 4; update deed set place = 4 where place = 5; update deed set place = 5 where place = -4`,
      4,
      /not as it was recorded/,
    ],
    ['a head that says less', `update deed_head set place = 4`, 5, /was not recorded by Ringdown/],
  ])('names the first row that does not fit: %s', async (_what, sql, place, why) => {
    await asOwner(sql)
    expect(await check()).toEqual({ ok: false, place, why: expect.stringMatching(why) })
  })

  it('finds a record that was cut together with its head by an end that was kept elsewhere', async () => {
    const before = await check()
    const kept = before.ok ? before.head : undefined
    const [, , third] = await everyDeed()
    await asOwner(
      `delete from deed where place > 3; update deed_head set place = 3, hash = '${String(third?.['hash'])}'`,
    )
    expect(await check()).toMatchObject({ ok: true, head: { place: 3 } })
    expect(await checkRecord(owner, { organisation: team.id, kept })).toEqual({
      ok: false,
      place: 4,
      why: expect.stringMatching(/kept elsewhere is number 5/),
    })
    for (const at of [6, 7, 8]) await record(team.id, at)
    expect(await checkRecord(owner, { organisation: team.id, kept })).toEqual({
      ok: false,
      place: 5,
      why: expect.stringMatching(/kept elsewhere/),
    })
  })

  it('goes through an end that was kept elsewhere and is still there', async () => {
    const before = await check()
    for (const at of [6, 7]) await record(team.id, at)
    expect(
      await checkRecord(owner, { organisation: team.id, kept: before.ok ? before.head : undefined }),
    ).toMatchObject({ ok: true, head: { place: 7 } })
  })
})

function deed(before: string | null, after: string) {
  const by = { organisation: team.id, actor: team.member, address: '192.0.2.7' }
  return {
    by,
    kind: 'number.settings',
    on: { id: team.number, name: before ?? 'Sales' },
    changed: { name: [before, after] },
  } as const
}

async function rename(before: string | null, after: string): Promise<void> {
  await db.withOrganisation(team.id, (em) => recordDeed(em, deed(before, after)))
}

async function record(organisation: string, at: number): Promise<void> {
  await db.withOrganisation(organisation, (em) =>
    recordDeed(em, {
      by: { organisation, actor: null, address: null },
      kind: 'number.settings',
      on: { id: null, name: 'Sales' },
      changed: { name: ['Sales', `Sales ${at}`] },
    }),
  )
}

async function check() {
  return checkRecord(owner, { organisation: team.id })
}

/** Several statements as the tables' owner, for the team. */
async function asOwner(sql: string): Promise<readonly Record<string, unknown>[]> {
  await owner.query('begin')
  await owner.query(`select set_config('app.organisation', $1, true)`, [team.id])
  const { rows } = await owner.query<Record<string, unknown>>(sql)
  await owner.query('commit')
  return rows
}

async function everyDeed(): Promise<readonly Record<string, unknown>[]> {
  return asOwner('select * from deed order by place')
}

async function asApplication(sql: string): Promise<void> {
  await db.withOrganisation(team.id, (em) => em.execute(sql, [], 'run'))
}
