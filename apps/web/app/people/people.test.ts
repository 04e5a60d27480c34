import { beforeAll, describe, expect, it } from 'vitest'
import { Device } from '#infra/db/member/device.ts'
import { Member } from '#infra/db/member/member.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import { numberPeople } from '#infra/db/number/number-people.ts'
import { RoutingSeat } from '#infra/db/number/routing-seat.ts'
import type { Database } from '#infra/db/orm.ts'
import type { Invitation } from '#infra/identity/invitations.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice } from '../../testing/office.ts'
import { changeRole } from '#infra/deeds/people/change-role.ts'
import { inviteMember } from '#infra/deeds/people/invite-member.ts'
import { setActive } from '#infra/deeds/people/set-active.ts'
import { withdrawInvitation } from '#infra/deeds/people/withdraw-invitation.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('inviting', () => {
  it('makes the person a member and writes to them', async () => {
    const { context, as } = await anOffice(db)
    const sent: Invitation[] = []
    const invited = await inviteMember(
      { ...context, who: as('owner'), invite: async (mail) => void sent.push(mail) },
      { name: 'Dora', email: 'dora@office.test', role: 'member' },
    )
    expect(invited).toMatchObject({ ok: true, mail: null })
    expect(sent).toMatchObject([
      {
        email: 'dora@office.test',
        name: 'Dora',
        by: 'Olive',
        organisation: { id: context.organisation, name: 'Office' },
      },
    ])
  })

  it('keeps the person when the mail cannot be sent, and says so', async () => {
    const { context, as } = await anOffice(db)
    const invited = await inviteMember(
      { ...context, who: as('admin'), invite: () => Promise.reject(new Error('the mail server is away')) },
      { name: 'Dora', email: 'dora@office.test', role: 'member' },
    )
    expect(invited).toMatchObject({ ok: true, mail: 'the mail server is away' })
  })

  it('lets only owners invite owners, and nobody twice', async () => {
    const { context, as } = await anOffice(db)
    const invite = async () => undefined
    expect(
      await inviteMember(
        { ...context, who: as('admin'), invite },
        { name: 'Otto', email: 'otto@office.test', role: 'owner' },
      ),
    ).toMatchObject({ problem: { code: 'not-allowed', title: 'Only owners can invite owners.' } })
    expect(
      await inviteMember(
        { ...context, who: as('owner'), invite },
        { name: 'Olive', email: 'olive@office.test', role: 'owner' },
      ),
    ).toMatchObject({ problem: { code: 'email-taken', details: { name: 'Olive' } } })
  })
})

describe('an invitation', () => {
  it('is withdrawn with everything that was prepared for the person, whose address is free again', async () => {
    const { context, as, add } = await anOffice(db)
    const dora = await add('Dora', { onNumber: true })
    expect(await withdrawInvitation({ ...context, who: as('admin') }, { member: dora })).toMatchObject({ ok: true })
    const left = await db.withOrganisation(context.organisation, async (em) => [
      await em.count(Member, { id: dora }),
      await em.count(Device, { member: dora }),
      await em.count(NumberAccess, { member: dora }),
    ])
    expect(left).toEqual([0, 0, 0])
    await add('Dora')
  })

  it('of somebody who has been here already, or of an owner by an admin, is not', async () => {
    const { context, as, add, owner } = await anOffice(db)
    const [ana, otto] = [await add('Ana'), await add('Otto', { role: 'owner' })]
    await db.withOrganisation(context.organisation, async (em) =>
      (await em.findOneOrFail(Member, { id: ana })).wasSeen(new Date()),
    )
    expect(await withdrawInvitation({ ...context, who: as('owner') }, { member: ana })).toMatchObject({
      problem: { code: 'signed-in-already', status: 409 },
    })
    expect(await withdrawInvitation({ ...context, who: as('admin') }, { member: otto })).toMatchObject({
      problem: { code: 'not-allowed', status: 403 },
    })
    expect(
      await withdrawInvitation({ ...context, who: as('owner', { member: owner }) }, { member: otto }),
    ).toMatchObject({ ok: true })
  })
})

describe('a role', () => {
  it('of an owner is changed by owners only, and one owner stays', async () => {
    const { context, as, owner, add } = await anOffice(db)
    expect(await changeRole({ ...context, who: as('admin') }, { member: owner, role: 'member' })).toMatchObject({
      problem: { code: 'not-allowed', status: 403 },
    })
    expect(await changeRole({ ...context, who: as('owner') }, { member: owner, role: 'admin' })).toMatchObject({
      problem: { code: 'last-owner', title: 'Olive is the only owner, and every organisation needs one.' },
    })
    const second = await add('Otto', { role: 'admin' })
    expect(await changeRole({ ...context, who: as('admin') }, { member: second, role: 'owner' })).toMatchObject({
      problem: { code: 'not-allowed' },
    })
    expect(await changeRole({ ...context, who: as('owner') }, { member: second, role: 'owner' })).toMatchObject({
      ok: true,
    })
    expect(await changeRole({ ...context, who: as('owner') }, { member: owner, role: 'admin' })).toMatchObject({
      ok: true,
    })
  })

  it('is never lost to two owners who unmake each other at once', async () => {
    const { context, as, owner, add } = await anOffice(db)
    const second = await add('Otto', { role: 'owner' })
    await Promise.all(
      [owner, second].map((member) => changeRole({ ...context, who: as('owner') }, { member, role: 'member' })),
    )
    expect(await db.withOrganisation(context.organisation, (em) => em.count(Member, { role: 'owner' }))).toBe(1)
  })

  it('of an auditor takes the person off all numbers', async () => {
    const { context, as, add } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    await changeRole({ ...context, who: as('admin') }, { member: ana, role: 'auditor' })
    const left = await db.withOrganisation(context.organisation, async (em) => [
      await em.count(NumberAccess, { member: ana }),
      await em.count(RoutingSeat, { member: ana }),
    ])
    expect(left).toEqual([0, 0])
  })
})

describe('a deactivated person', () => {
  it('keeps everything and rings for nobody, until reactivated', async () => {
    const { context, as, add, number } = await anOffice(db)
    const ana = await add('Ana', { onNumber: true })
    const barred = async () =>
      (await db.withOrganisation(context.organisation, (em) => numberPeople(em, number))).roster.find(
        ({ member }) => member === ana,
      )?.barred
    expect(await barred()).toBeNull()
    expect(await setActive({ ...context, who: as('admin') }, { member: ana, active: false })).toMatchObject({
      ok: true,
    })
    expect(await barred()).toBe('inactive')
    await setActive({ ...context, who: as('admin') }, { member: ana, active: true })
    expect(await barred()).toBeNull()
  })

  it('is not oneself, nor the last owner, nor an owner for an admin', async () => {
    const { context, as, owner, add } = await anOffice(db)
    const second = await add('Otto', { role: 'owner' })
    expect(await setActive({ ...context, who: as('owner') }, { member: owner, active: false })).toMatchObject({
      problem: { code: 'own-account' },
    })
    expect(
      await setActive({ ...context, who: as('admin', { member: second }) }, { member: owner, active: false }),
    ).toMatchObject({ problem: { code: 'not-allowed' } })
    expect(
      await setActive({ ...context, who: as('owner', { member: second }) }, { member: owner, active: false }),
    ).toMatchObject({ ok: true })
    expect(
      await changeRole({ ...context, who: as('owner', { member: second }) }, { member: second, role: 'member' }),
    ).toMatchObject({ problem: { code: 'last-owner' } })
  })
})
