import pg from 'pg'
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Database } from '../orm.ts'
import { openedDatabase } from '../testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../testing/people.ts'
import { ATTEMPTS_ABOUT_ONE, ATTEMPTS_IN_ALL, recordAttempt } from './record-attempt.ts'

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

describe('sign-ins that fail', () => {
  it('add few rows about one person, however many there are', async () => {
    for (let at = 0; at < ATTEMPTS_ABOUT_ONE + 15; at += 1) await fail(team.member)
    expect(await afters()).toHaveLength(ATTEMPTS_ABOUT_ONE)
  })

  it('add few rows in an organisation, whomever they are about', async () => {
    for (let at = 0; at < ATTEMPTS_IN_ALL + 15; at += 1) await fail(crypto.randomUUID())
    expect(await afters()).toHaveLength(ATTEMPTS_IN_ALL)
  })

  it('are told by the next one that is recorded, an hour later', async () => {
    for (let at = 0; at < ATTEMPTS_ABOUT_ONE + 3; at += 1) await fail(team.member)
    await asOwner(`update deed set at = at - interval '61 minutes'`)
    await fail(team.member)
    await fail(team.member)
    expect((await afters()).slice(-2)).toEqual([
      'why: wrong password\nbrowser: Firefox\nmore like it before: 3',
      'why: wrong password\nbrowser: Firefox',
    ])
  })

  it('are told after a restart too, but for those of its last minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    try {
      for (let at = 0; at < ATTEMPTS_ABOUT_ONE + 5; at += 1) await fail(team.member)
      expect(await unrecorded()).toEqual([1])
      vi.setSystemTime(Date.now() + 60_000)
      await fail(team.member)
      await fail(team.member)
      expect(await unrecorded()).toEqual([6])
    } finally {
      vi.useRealTimers()
    }
    await asOwner(`update deed set at = at - interval '61 minutes'`)
    vi.resetModules()
    const restarted = await import('./record-attempt.ts')
    await fail(team.member, restarted.recordAttempt)
    expect((await afters()).at(-1)).toBe('why: wrong password\nbrowser: Firefox\nmore like it before: 6')
    expect(await unrecorded()).toEqual([])
  })
})

async function fail(member: string, record = recordAttempt): Promise<void> {
  const by = { organisation: team.id, actor: null, called: 'Somebody', address: '192.0.2.9' }
  await record(db, {
    by,
    on: { id: member, name: 'Mia' },
    what: { kind: 'sign-in.failed', why: 'wrong password', browser: 'Firefox' },
  })
}

async function unrecorded(): Promise<readonly unknown[]> {
  return (await asOwner('select count from unrecorded_attempts')).map(({ count }) => count)
}

async function afters(): Promise<readonly string[]> {
  return (await asOwner('select after from deed order by place')).map(({ after }) => String(after))
}

async function asOwner(sql: string): Promise<readonly Record<string, unknown>[]> {
  await owner.query('begin')
  await owner.query(`select set_config('app.organisation', $1, true)`, [team.id])
  const { rows } = await owner.query<Record<string, unknown>>(sql)
  await owner.query('commit')
  return rows
}
