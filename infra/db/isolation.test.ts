import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { appendEvents } from './call/append-events.ts'
import { freezeArrival } from './call/freeze-arrival.ts'
import { ContactChange } from './contact/contact-change.ts'
import { ContactTag } from './contact/contact-tag.ts'
import { Contact } from './contact/contact.ts'
import { Tag } from './contact/tag.ts'
import { UnrecordedAttempts } from './deeds/unrecorded-attempts.ts'
import { recordDeed } from './deeds/record-deed.ts'
import { appendOnlyTables, readOnlyTables } from './entities.ts'
import { visitFlow } from './flow/visit-flow.ts'
import { noteRecordingView } from './inbox/note-recording-view.ts'
import { keepWord } from './call/keep-word.ts'
import { saveHistories } from './call/histories.ts'
import { takeCodeCall } from './member/take-code-call.ts'
import { Secret } from './secret/secret.ts'
import { NumberTurn } from './number/number-turn.ts'
import { PhoneNumber } from './number/number.ts'
import { SigningKey } from './secret/signing-key.ts'
import { TextOptOut } from './texts/text-opt-out.ts'
import { liveNumbers } from './number/live-numbers.ts'
import { openDatabase, type Database } from './orm.ts'
import { Schedule } from './schedule/schedule.ts'
import { usualHours } from './testing/usual-hours.ts'
import { arrivalAt, smallOrganisation } from './testing/people.ts'
import { temporaryDatabase, type TemporaryDatabase } from './testing/temporary-database.ts'

const ours = '11111111-1111-4111-8111-111111111111'
const theirs = '22222222-2222-4222-8222-222222222222'

let server: TemporaryDatabase
let db: Database
let superuser: pg.Client
let app: pg.Client
let tables: readonly string[]

beforeAll(async () => {
  server = await temporaryDatabase()
  db = await openDatabase({ url: server.appUrl })
  superuser = new pg.Client(server.superuserUrl.replace(/\/postgres$/, '/ringdown'))
  app = new pg.Client(server.appUrl)
  await Promise.all([superuser.connect(), app.connect()])
  const found = await superuser.query<{ name: string }>(
    `select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'mikro_orm_migrations' order by 1`,
  )
  tables = found.rows.map(({ name }) => name)
  const organisation = await smallOrganisation(db, { id: ours, e164: '+12025550101' })
  await freezeArrival(db, { arrival: arrivalAt(organisation, { call: 'call-1' }) })
  await appendEvents(db, {
    organisation: ours,
    call: 'call-1',
    events: [
      {
        key: 'a',
        event: {
          at: 1,
          node: null,
          what: {
            kind: 'rings',
            leg: '1-1',
            carrier: null,
            member: organisation.member,
            name: 'Mia',
            address: '+12025550199',
            seconds: 20,
            order: 'in-turn',
          },
        },
      },
      {
        key: 'b',
        event: {
          at: 2,
          node: null,
          what: { kind: 'recording', url: 'https://carrier.test/r', seconds: 3, from: 'word' },
        },
      },
    ],
  })
  await keepWord(db, { organisation: ours, call: 'call-1', key: 'k', signal: {} })
  await saveHistories(db, {
    organisation: ours,
    copied: [{ call: 'call-1', fileKey: 'f', sha256: 'x', events: 1, exportedAt: 1 }],
  })
  await db.withOrganisation(ours, (em) =>
    noteRecordingView(em, {
      organisation: ours,
      call: 'call-1',
      recording: ours,
      member: organisation.member,
      name: 'Mia',
    }),
  )
  await db.withOrganisation(ours, (em) =>
    visitFlow(em, { organisation: ours, flow: organisation.flow, member: organisation.member }),
  )
  await db.withOrganisation(ours, (em) =>
    takeCodeCall(em, { organisation: ours, member: organisation.member, address: '+12025550199', now: new Date() }),
  )
  await db.withOrganisation(ours, (em) =>
    recordDeed(em, {
      by: { organisation: ours, actor: organisation.member, address: null },
      kind: 'organisation.plan',
      changed: {},
    }),
  )
  await db.withOrganisation(ours, async (em) => void em.create(UnrecordedAttempts, { organisation: ours, count: 1 }))
  await db.withOrganisation(
    ours,
    async (em) =>
      void em.create(ContactChange, { organisation: ours, contact: ours, place: 1, name: 'Carla', rows: [] }),
  )
  await db.withOrganisation(ours, async (em) => {
    const contact = await em.findOneOrFail(Contact, { name: 'Carla' })
    const tag = em.create(Tag, { organisation: ours, name: 'Gold', colour: 'yellow' })
    await em.flush()
    em.create(ContactTag, { organisation: ours, contact, tag })
    const common = { organisation: ours, sealed: 'x' }
    em.create(Secret, { ...common, name: 'crm', setAt: new Date() })
    em.create(SigningKey, { ...common, madeAt: new Date() })
    em.create(Schedule, { organisation: ours, name: 'Office hours', hours: usualHours })
    em.create(TextOptOut, { organisation: ours, e164: '+12025550188', since: new Date() })
    em.create(NumberTurn, {
      organisation: ours,
      number: await em.findOneOrFail(PhoneNumber, { e164: '+12025550101' }),
      calls: 1,
    })
    await em.flush()
  })
  await smallOrganisation(db, { id: theirs, e164: '+12025550102' })
}, 60_000)

afterAll(async () => {
  await Promise.all([db.close(), superuser.end(), app.end()])
  await server.remove()
})

describe('every table', () => {
  it('belongs to organisations and forces its policy on everybody', async () => {
    const rows = await superuser.query<{ name: string; forced: boolean; policies: string[] }>(
      `select c.relname as name, c.relrowsecurity and c.relforcerowsecurity as forced,
        array(select pg_get_expr(p.polqual, p.polrelid) || pg_get_expr(p.polwithcheck, p.polrelid) from pg_policy p where p.polrelid = c.oid and p.polroles = '{0}' and p.polcmd = '*') as policies
       from pg_class c where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'mikro_orm_migrations'`,
    )
    expect(rows.rows.length).toBeGreaterThanOrEqual(19)
    for (const { name, forced, policies } of rows.rows) {
      expect({ name, forced, policies: policies.length }).toEqual({ name, forced: true, policies: 1 })
      expect(policies[0]?.match(/app\.organisation/g)).toHaveLength(2)
    }
  })

  it('has a row of the first organisation, so that the next tests prove something', async () => {
    for (const table of tables)
      expect([table, (await superuser.query(`select from "${table}"`)).rowCount]).not.toEqual([table, 0])
  })

  it('shows a second organisation nothing of the first, and lets it change nothing', async () => {
    for (const table of tables) {
      const own = table === 'organisation' ? 'id' : 'organisation_id'
      const visible = await asOrganisation(theirs, `select from "${table}" where ${own} <> '${theirs}'`)
      expect([table, visible.rowCount]).toEqual([table, 0])
      if ([...appendOnlyTables, ...readOnlyTables].some((name) => name === table)) continue // refused altogether, see below
      const changed = await asOrganisation(theirs, `update "${table}" set ${own} = ${own} where ${own} = '${ours}'`)
      const removed = await asOrganisation(theirs, `delete from "${table}" where ${own} = '${ours}'`)
      expect([table, changed.rowCount, removed.rowCount]).toEqual([table, 0, 0])
    }
  })

  it('shows nobody anything without an organisation, its owner included', async () => {
    const owner = new pg.Client(server.ownerUrl)
    await owner.connect()
    for (const table of tables) {
      expect([table, (await app.query(`select from "${table}"`)).rowCount]).toEqual([table, 0])
      expect([table, (await owner.query(`select from "${table}"`)).rowCount]).toEqual([table, 0])
    }
    await owner.end()
  })

  it('refuses a row for another organisation', async () => {
    await expect(
      asOrganisation(theirs, `insert into contact (organisation_id, name, e164) values ('${ours}', 'X', '+1')`),
    ).rejects.toThrow(/row-level security/)
  })
})

describe('the application’s role', () => {
  it('owns nothing and bypasses nothing', async () => {
    const rights = await superuser.query(
      `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = 'ringdown_app'`,
    )
    expect(rights.rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }])
    const owned = await superuser.query(
      `select relname from pg_class where relowner = 'ringdown_app'::regrole union all select proname from pg_proc where proowner = 'ringdown_app'::regrole`,
    )
    expect(owned.rows).toEqual([])
    const memberships = await superuser.query(`select from pg_auth_members where member = 'ringdown_app'::regrole`)
    expect(memberships.rowCount).toBe(0)
  })

  it.each(readOnlyTables)('may only read %s', async (table) => {
    await expect(asOrganisation(ours, `insert into ${table} (organisation_id) values ('${ours}')`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(asOrganisation(ours, `update ${table} set organisation_id = organisation_id`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(asOrganisation(ours, `delete from ${table}`)).rejects.toThrow(/permission denied/)
  })

  it.each(appendOnlyTables)('may add to %s but neither change nor remove', async (table) => {
    await expect(asOrganisation(ours, `update ${table} set organisation_id = organisation_id`)).rejects.toThrow(
      /permission denied/,
    )
    await expect(asOrganisation(ours, `delete from ${table}`)).rejects.toThrow(/permission denied/)
    await expect(asOrganisation(ours, `truncate ${table}`)).rejects.toThrow(/permission denied/)
  })

  it('gains nothing by the setting that opens tables to these functions', async () => {
    await app.query('begin')
    await app.query(`select set_config('app.narrow', 'on', true)`)
    for (const table of tables)
      expect([table, (await app.query(`select from "${table}"`)).rowCount]).toEqual([table, 0])
    await app.query('rollback')
  })

  it('leaves the functions’ door shut behind it', async () => {
    await app.query('begin')
    await app.query('select from live_numbers()')
    expect((await app.query('select from number')).rowCount).toBe(0)
    expect((await app.query(`select current_setting('app.narrow') as door`)).rows).toEqual([{ door: 'off' }])
    await app.query('rollback')
  })
})

describe('functions that act with the owner’s rights', () => {
  it('are these and no others', async () => {
    const found = await superuser.query(
      `select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace order by 1`,
    )
    expect(found.rows).toEqual([
      { proname: 'arrivals_to_sweep' },
      { proname: 'chain_deed' },
      { proname: 'free_numbers' },
      { proname: 'histories_due' },
      { proname: 'live_numbers' },
      { proname: 'only_organisation' },
      { proname: 'watched_organisations' },
    ])
  })

  it('tell the numbers of all organisations, with who may ring', async () => {
    const numbers = await liveNumbers(db)
    expect(numbers.map(({ organisation, e164 }) => [organisation, e164])).toEqual([
      [ours, '+12025550101'],
      [theirs, '+12025550102'],
    ])
    const [first] = numbers
    const member = first?.roster[0]?.member
    expect(first).toMatchObject({
      name: 'Main line',
      version: 1,
      plan: { hash: 'of-a-plan' },
      roster: [{ name: 'Mia', address: '+12025550109', barred: null }],
      routing: [{ member, active: true }],
    })
  })
})

describe('a row that points at another organisation’s person', () => {
  it('cannot be: every reference between tenants’ tables takes the organisation along', async () => {
    const { rows } = await superuser.query<{ name: string }>(
      `select c.conrelid::regclass || '.' || a.attname as name from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = c.conkey[1]
       where c.contype = 'f' and c.connamespace = 'public'::regnamespace and cardinality(c.conkey) = 1 and c.confrelid <> 'organisation'::regclass
         and not exists (select from pg_constraint s where s.contype = 'f' and s.conrelid = c.conrelid and s.confrelid = c.confrelid and s.confdeltype = c.confdeltype and cardinality(s.conkey) = 2 and s.conkey[2] = c.conkey[1])`,
    )
    expect(rows).toEqual([])
  })

  it('is refused', async () => {
    const stranger = await superuser.query<{ id: string }>(`select id from member where organisation_id = '${ours}'`)
    const number = await superuser.query<{ id: string }>(`select id from number where organisation_id = '${theirs}'`)
    const [member, at] = [stranger.rows[0]?.id, number.rows[0]?.id]
    const insert = `insert into number_access (organisation_id, number_id, member_id, role) values ('${theirs}', '${at}', '${member}', 'member')`
    await expect(asOrganisation(theirs, insert)).rejects.toThrow(/number_access_member_id_same_organisation/)
  })
})

/** One statement as the application, for one organisation, undone afterwards. */
async function asOrganisation(organisation: string, sql: string): Promise<pg.QueryResult> {
  await app.query('begin')
  try {
    await app.query(`select set_config('app.organisation', $1, true)`, [organisation])
    return await app.query(sql)
  } finally {
    await app.query('rollback')
  }
}
