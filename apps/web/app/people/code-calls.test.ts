import { beforeAll, describe, expect, it } from 'vitest'
import { CodeCall } from '#infra/db/member/code-call.ts'
import type { Database } from '#infra/db/orm.ts'
import { openedDatabase } from '#infra/db/testing/opened-database.ts'
import { anOffice, type Office } from '../../testing/office.ts'
import { asOwner } from '#infra/deeds/permissions.ts'
import { removeDevice } from '#infra/deeds/devices/remove-device.ts'
import { saveDevice } from '#infra/deeds/devices/save-device.ts'
import { tellCode } from '#infra/deeds/devices/tell-code.ts'

let db: Database

beforeAll(async () => {
  const opened = await openedDatabase()
  db = opened.db
  return opened.close
}, 60_000)

describe('calls with a code', () => {
  it('to one address are made once a minute, three times an hour and six times a day, and the refusal says when they work again', async () => {
    const { call, later } = await somebody()
    expect(await call()).toBe('called')
    expect(await call()).toMatch(
      /^This device was called once within a minute, which is the limit\. Try again in (60|59|58) seconds\.$/,
    )
    for (let turn = 2; turn <= 3; turn++) {
      await later({ minutes: 1 })
      expect(await call()).toBe('called')
    }
    await later({ minutes: 1 })
    expect(await call()).toBe(
      'This device was called 3 times within an hour, which is the limit. Try again in 57 minutes.',
    )
    await later({ minutes: 60 })
    for (let turn = 4; turn <= 6; turn++) {
      expect(await call()).toBe('called')
      await later({ minutes: 1 })
    }
    await later({ minutes: 60 })
    expect(await call()).toMatch(/^This device was called 6 times within a day, .* again in 22 hours\.$/)
  })

  it('are counted on when the device is removed and added again', async () => {
    const { office, member, call, addDevice } = await somebody()
    expect(await call()).toBe('called')
    for (let turn = 0; turn < 3; turn++) {
      await removeDevice(office.context, { member, device: await addDevice('+13035550190') })
      expect(await call(await addDevice('+13035550190'))).toMatch(/^This device was called once within a minute/)
    }
  })

  it('that one member asks for are ten a day, and those of the organisation thirty, whoever asks', async () => {
    const { office, member, addDevice } = await somebody()
    const said: string[] = []
    for (let place = 0; place < 11; place++)
      said.push(await tell(office, { member, device: await addDevice(`+1303555${1000 + place}`) }))
    expect(said.slice(0, 10)).toEqual(Array(10).fill('called'))
    expect(said[10]).toMatch(/^You have had devices called 10 times within a day, .* again in 24 hours\.$/)
    for (let place = 0; place < 21; place++) {
      const actor = await office.add(`Q${place}`)
      said.push(
        await tell(
          { context: { ...office.context, actor, who: asOwner(actor) } },
          { member, device: await addDevice(`+1303555${2000 + place}`) },
        ),
      )
    }
    expect(said.slice(11, 31)).toEqual(Array(20).fill('called'))
    expect(said[31]).toMatch(/^The organisation has had devices called 30 times within a day/)
  })

  it('that are wanted at the same moment are counted one by one', async () => {
    const { office, member, addDevice } = await somebody()
    const devices: string[] = []
    for (let place = 0; place < 15; place++) devices.push(await addDevice(`+1303555${3000 + place}`))
    const said = await Promise.all(devices.map((device) => tell(office, { member, device })))
    expect(said.filter((one) => one === 'called')).toHaveLength(10)
  })

  it('never go to a country that is not allowed any longer', async () => {
    const { office, member, addDevice } = await somebody({ countries: ['US', 'GB'] })
    const device = await addDevice('+442079460123')
    await db.withOrganisation(office.context.organisation, (em) =>
      em.execute(`update organisation set countries = '{US}'`),
    )
    expect(await tell(office, { member, device })).toBe(
      'Calls to the United Kingdom are not allowed in this organisation. An owner or admin can allow the United Kingdom under Settings, Countries.',
    )
    expect(await db.withOrganisation(office.context.organisation, (em) => em.count(CodeCall))).toBe(0)
  })
})

async function somebody({ countries = ['US'] }: { readonly countries?: readonly string[] } = {}) {
  const office = await anOffice(db)
  const { organisation } = office.context
  await db.withOrganisation(organisation, (em) =>
    em.execute(`update organisation set countries = ?::text[]`, [`{${countries.join()}}`]),
  )
  const member = await office.add('Ana')
  const addDevice = async (address: string): Promise<string> => {
    const saved = await saveDevice(office.context, { member, kind: 'phone', address, position: 5 })
    if (!saved.ok) throw new Error(saved.problem.title)
    return saved.device
  }
  const first = await addDevice('+13035550190')
  return {
    office,
    member,
    addDevice,
    call: (device = first) => tell(office, { member, device }),
    later: ({ minutes }: { readonly minutes: number }) =>
      db.withOrganisation(organisation, (em) =>
        em.execute('update code_call set at = at - make_interval(mins => ?)', [minutes]),
      ),
  }
}

/** "called", or what the refusal says. */
async function tell(
  { context }: Pick<Office, 'context'>,
  device: { readonly member: string; readonly device: string },
): Promise<string> {
  const told = await tellCode({ ...context, sayCode: async () => undefined }, device)
  return told.ok ? 'called' : `${told.problem.title} ${told.problem.fix}`
}
