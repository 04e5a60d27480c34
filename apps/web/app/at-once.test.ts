import { beforeAll, expect, it } from 'vitest'
import { oneAtATime } from '#infra/db/one-at-a-time.ts'
import { Contact } from '#infra/db/contact/contact.ts'
import { Flow } from '#infra/db/flow/flow.ts'
import { Device } from '#infra/db/member/device.ts'
import { PhoneNumber } from '#infra/db/number/number.ts'
import { NumberAccess } from '#infra/db/number/number-access.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { drawn, type Drawn } from '#test/builders/flows.ts'
import { anOffice } from '../testing/office.ts'
import { mergeContacts } from '#infra/deeds/contacts/merge-contacts.ts'
import { addContact } from '#infra/deeds/contacts/add-contact.ts'
import { addContactNumber } from '#infra/deeds/contacts/add-contact-number.ts'
import { publishFlow } from '#infra/deeds/flows/publish-flow.ts'
import { assignFlow } from '#infra/deeds/numbers/assign-flow.ts'
import { grantAccess } from '#infra/deeds/numbers/grant-access.ts'
import { changeRole } from '#infra/deeds/people/change-role.ts'
import { enterCode } from '#infra/deeds/devices/enter-code.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { tellCode } from '#infra/deeds/devices/tell-code.ts'

// Deeds of one organisation that are done at the same moment, as from two browsers.

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

const turns = Array.from({ length: 8 }, (_, turn) => turn)

it('of two contacts that are each merged into the other, one stays with both numbers', async () => {
  const context = await anybody()
  for (const turn of turns) {
    const [home, office] = [
      idOf(await addContact(context, { name: 'Home', number: `+1202556${1000 + turn}` })),
      idOf(await addContact(context, { name: 'Office', number: `+1202556${2000 + turn}` })),
    ]
    const merged = await Promise.all([
      mergeContacts(context, { contact: home, other: office }),
      mergeContacts(context, { contact: office, other: home }),
    ])
    expect(merged.filter(({ ok }) => ok)).toHaveLength(1)
    const rows = await context.db.withOrganisation(context.organisation, (em) =>
      em.find(Contact, { id: { $in: [home, office] } }),
    )
    expect(rows.filter(({ main }) => main === null)).toHaveLength(1)
  }
})

it('a contact that is merged away takes no number that is added at the same moment with it', async () => {
  const context = await anybody()
  for (const turn of turns) {
    const [kept, merged] = [
      idOf(await addContact(context, { name: 'Kept', number: `+1202557${1000 + turn}` })),
      idOf(await addContact(context, { name: 'Merged', number: `+1202557${2000 + turn}` })),
    ]
    await Promise.all([
      mergeContacts(context, { contact: kept, other: merged }),
      addContactNumber(context, { contact: merged, number: `+1202557${3000 + turn}` }),
    ])
    const rows = await context.db.withOrganisation(context.organisation, (em) => em.find(Contact, { main: merged }))
    expect(rows).toEqual([])
  }
})

it('a code proves the telephone that was called, and no other that the device is moved to meanwhile', async () => {
  const context = await anybody()
  const said: string[] = []
  const sayCode = async ({ code }: { readonly code: string }) => void said.push(code)
  for (const turn of turns) {
    const office = await anOffice(db)
    const own = { ...office.context, db: context.db, sayCode }
    const member = await office.add('Ana', { verified: false })
    const saved = await saveDevice(own, { member, kind: 'phone', address: '+13035550190', position: 5 })
    if (!saved.ok) throw new Error(saved.problem.title)
    const { device } = saved
    await tellCode(own, { member, device })
    const move = async () => {
      for (let message = 0; message < turn; message++) await db.ping() // begins so many messages later
      return await saveDevice(own, { member, device, kind: 'phone', address: '+13035550191', position: 5 })
    }
    await Promise.all([enterCode(own, { member, device, code: said.at(-1) ?? '' }), move()])
    const row = await db.withOrganisation(own.organisation, (em) => em.findOneOrFail(Device, { id: device }))
    expect([row.address, row.isVerified()]).toEqual(['+13035550191', false])
  }
})

it('whoever becomes an auditor while they are added to a number is on none', async () => {
  const office = await anOffice(db)
  const own = { ...office.context, db: oneAtATime(db), who: office.as('owner') }
  for (const turn of turns) {
    const member = await office.add(`Ben ${turn}`)
    await Promise.all([
      changeRole(own, { member, role: 'auditor' }),
      grantAccess(own, { number: office.number, member, role: 'member' }),
    ])
    const rows = await db.withOrganisation(own.organisation, (em) => em.find(NumberAccess, { member }))
    expect(rows).toEqual([])
  }
})

it('flows that are published at the same moment never lead round, and calls go through what was published last', async () => {
  const own = await anybody()
  const made = (name: string, nodes: readonly Drawn[]) =>
    db.withOrganisation(own.organisation, async (em) => {
      const flow = em.create(Flow, { organisation: own.organisation, name, draft: drawn(name, ...nodes) })
      await em.flush()
      return flow.id
    })
  const draws = (flow: string, ...nodes: readonly Drawn[]) =>
    db.withOrganisation(own.organisation, async (em) => {
      const row = await em.findOneOrFail(Flow, { id: flow })
      em.assign(row, { draft: drawn(row.name, ...nodes) })
    })
  const goTo = (flow: string): Drawn => ['go-to-flow', { flow }]
  for (const turn of turns) {
    const [a, b] = [await made(`A${turn}`, [says('A')]), await made(`B${turn}`, [says('B')])]
    for (const flow of [a, b]) expect(await publishFlow(own, { flow })).toMatchObject({ ok: true })
    await draws(a, goTo(b))
    await draws(b, goTo(a))
    const round = await Promise.all([a, b].map((flow) => publishFlow(own, { flow })))
    expect(round.filter(({ ok }) => ok)).toHaveLength(1)
    const [leads, led] = round[0]?.ok ? [a, b] : [b, a]
    await draws(led, says(`Newest of ${turn}`))
    const { number } = own
    await Promise.all([publishFlow(own, { flow: led }), assignFlow(own, { number, flow: leads })])
    const row = await db.withOrganisation(own.organisation, (em) =>
      em.findOneOrFail(PhoneNumber, { id: number }, { populate: ['linkedPlan'] }),
    )
    expect(JSON.stringify(row.linkedPlan)).toContain(`Newest of ${turn}`)
  }
})

/** Somebody of an organisation of their own, as a page has them do deeds. */
async function anybody() {
  const { context, number } = await anOffice(db)
  return { ...context, number, db: oneAtATime(db) }
}

function says(text: string): Drawn {
  return ['play', { text }]
}

function idOf(saved: Awaited<ReturnType<typeof addContact>>): string {
  if (!saved.ok) throw new Error(saved.problem.title)
  return saved.contact
}
