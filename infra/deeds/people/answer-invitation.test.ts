import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readDeeds } from '../../db/deeds/read-deeds.ts'
import { Member } from '../../db/member/member.ts'
import { NumberAccess } from '../../db/number/number-access.ts'
import type { Database } from '../../db/orm.ts'
import { openedDatabase } from '../../db/testing/opened-database.ts'
import { smallOrganisation, type SmallOrganisation } from '../../db/testing/people.ts'
import { refused } from '../../errors.ts'
import { answerInvitation } from './answer-invitation.ts'

let db: Database
let team: SmallOrganisation
let made = 0
let invited = ''

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

beforeEach(async () => {
  made += 1
  told = []
  team = await smallOrganisation(db, { id: crypto.randomUUID(), e164: `+1202555${String(made).padStart(4, '0')}` })
  invited = await db.withOrganisation(team.id, async (em) => {
    const member = em.create(Member, {
      organisation: team.id,
      name: 'Dora',
      email: 'dora@example.test',
      role: 'member',
    })
    em.create(NumberAccess, { organisation: team.id, number: team.number, member, role: 'member' })
    await em.flush()
    return member.id
  })
})

describe('an invitation', () => {
  it('that is accepted makes a member of whoever is invited, and the carrier hears who may ring now', async () => {
    expect(await answers(true)).toEqual({ ok: true, troubles: [] })
    expect(await member()).toMatchObject({ acceptedAt: expect.any(Date), declinedAt: null })
    expect(await recorded()).toEqual([['person.joined', 'Dora', 'e-mail: dora@example.test']])
    expect(told).toEqual([team.e164])
  })

  it('that is declined makes none, and the carrier hears nothing', async () => {
    expect(await answers(false)).toEqual({ ok: true, troubles: [] })
    expect(await member()).toMatchObject({ acceptedAt: null, declinedAt: expect.any(Date) })
    expect(await recorded()).toEqual([['person.declined', 'Dora', 'e-mail: dora@example.test']])
    expect(told).toEqual([])
  })

  it('is answered once', async () => {
    await answers(false)
    expect(await answers(true)).toMatchObject({ ok: false, problem: { code: 'invitation-gone' } })
    expect(await member()).toMatchObject({ acceptedAt: null })
    expect(await recorded()).toHaveLength(1)
  })

  it('is answered by nobody who has shown another address', async () => {
    expect(await answers(true, { email: 'eve@example.test' })).toMatchObject({ problem: { code: 'invitation-gone' } })
    expect([await recorded(), (await member()).acceptedAt]).toEqual([[], null])
  })

  it('is as before where what must be done for it is refused', async () => {
    const onlyOnce = () => Promise.resolve(refused('login-exists'))
    expect(await answers(true, { onlyOnce })).toMatchObject({ ok: false, problem: { code: 'login-exists' } })
    expect([await recorded(), (await member()).acceptedAt, told]).toEqual([[], null, []])
    expect(await answers(true)).toMatchObject({ ok: true })
  })

  it('of which several accept at once has done for one of them what must be done', async () => {
    let done = 0
    const onlyOnce = () => {
      done += 1
      return Promise.resolve({ ok: true } as const)
    }
    const all = await Promise.all([1, 2, 3].map(() => answers(true, { onlyOnce })))
    expect([done, all.filter(({ ok }) => ok).length]).toEqual([1, 1])
  })
})

let told: string[] = []

function answers(accepts: boolean, more: Partial<Parameters<typeof answerInvitation>[0]> = {}) {
  const context = {
    db,
    organisation: team.id,
    actor: invited,
    address: null,
    who: { member: invited, role: 'member', numbers: new Map() } as const,
    provision: async ({ e164 }: { readonly e164: string }) => {
      told.push(e164)
      return { carrierNumber: e164, webhookResource: 'w', fallbackScript: 's' }
    },
    email: 'Dora@example.test',
  }
  return answerInvitation({ ...context, ...more }, { accepts })
}

const member = () => db.withOrganisation(team.id, (em) => em.findOneOrFail(Member, { id: invited }))

async function recorded() {
  const deeds = await db.withOrganisation(team.id, (em) =>
    readDeeds(em, { organisation: team.id, filter: {}, limit: 10, from: { after: 0 } }),
  )
  return deeds.map(({ kind, actorName, after }) => [kind, actorName, after])
}
